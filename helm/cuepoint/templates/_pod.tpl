{{/*
The pod of a component: (dict "root" $ "component" "api" "values" .Values.api "ports" (dict "http" 8080)
"probe" "http" "database" true "environment" "..." "mounts" "..." "volumes" "..." "init" "..."), the
last four YAML lists in text.
*/}}
{{- define "cuepoint.pod" -}}
metadata:
  labels:
    {{- include "cuepoint.labels" . | nindent 4 }}
    {{- with .values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  {{- with .values.podAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  serviceAccountName: {{ include "cuepoint.fullname" .root }}-{{ .component }}
  automountServiceAccountToken: false
  enableServiceLinks: false
  {{- include "cuepoint.placement" . | trim | nindent 2 }}
  terminationGracePeriodSeconds: {{ .values.terminationGracePeriodSeconds }}
  securityContext:
    {{- include "cuepoint.podSecurity" . | nindent 4 }}
  {{- with .root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .init }}
  initContainers:
    {{- . | nindent 4 }}
  {{- end }}
  containers:
    - name: {{ .component }}
      image: {{ include "cuepoint.image" (dict "root" .root "image" .values.image) }}
      imagePullPolicy: {{ .root.Values.image.pullPolicy }}
      ports:
        {{- range $name, $port := .ports }}
        - name: {{ $name }}
          containerPort: {{ $port }}
          protocol: TCP
        {{- end }}
      env:
        {{- include "cuepoint.environment" . | nindent 8 }}
        {{- with .environment }}
        {{- . | nindent 8 }}
        {{- end }}
      {{- include "cuepoint.probes" . | nindent 6 }}
      resources:
        {{- toYaml .values.resources | nindent 8 }}
      securityContext:
        {{- include "cuepoint.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: tmp
          mountPath: /tmp
        - name: home
          mountPath: /var/lib/cuepoint
        {{- with include "cuepoint.mounts" . | trim }}
        {{- . | nindent 8 }}
        {{- end }}
        {{- with .mounts }}
        {{- . | nindent 8 }}
        {{- end }}
  volumes:
    - name: tmp
      emptyDir:
        sizeLimit: {{ .values.tmp.size }}
    {{- if not .claimsHome }}
    - name: home
      emptyDir:
        sizeLimit: {{ .values.home.size }}
    {{- end }}
    {{- with include "cuepoint.volumes" . | trim }}
    {{- . | nindent 4 }}
    {{- end }}
    {{- with .volumes }}
    {{- . | nindent 4 }}
    {{- end }}
{{- end -}}

{{- define "cuepoint.placement" -}}
{{- with .values.priorityClassName | default (ternary (printf "%s-%s" (include "cuepoint.fullname" .root) .priority) "" .root.Values.priorityClasses.create) }}
priorityClassName: {{ . }}
{{- end }}
{{- with .values.runtimeClassName }}
runtimeClassName: {{ . }}
{{- end }}
{{- with .values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
topologySpreadConstraints:
  {{- range .root.Values.topologyKeys }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "cuepoint.selector" $ | nindent 8 }}
  {{- end }}
{{- end -}}

{{- define "cuepoint.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "cuepoint.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{/*
It lives once Java answers, which a start does before it waits for the broker or loads a model: such
a pod is not ready, and its readiness says why, but to kill it would bring nothing.
*/}}
{{- define "cuepoint.probes" -}}
startupProbe:
  httpGet:
    path: /actuator/health/liveness
    port: {{ .probe }}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 24
livenessProbe:
  httpGet:
    path: /actuator/health/liveness
    port: {{ .probe }}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /actuator/health/readiness
    port: {{ .probe }}
  periodSeconds: 5
  timeoutSeconds: 5
  failureThreshold: 3
{{- end -}}

{{/* Certificates, and the objects where they lie in a folder. */}}
{{- define "cuepoint.mounts" -}}
{{- if .root.Values.kafka.tls.secret }}
- name: kafka-tls
  mountPath: /etc/cuepoint/kafka
  readOnly: true
{{- end }}
{{- if and .database .root.Values.database.tls.secret }}
- name: database-tls
  mountPath: /etc/cuepoint/database
  readOnly: true
{{- end }}
{{- if hasPrefix "file:" .root.Values.objects.location }}
- name: objects
  mountPath: /var/lib/cuepoint-objects
{{- end }}
{{- end -}}

{{- define "cuepoint.volumes" -}}
{{- with .root.Values.kafka.tls.secret }}
- name: kafka-tls
  secret:
    secretName: {{ . }}
    defaultMode: 0440
{{- end }}
{{- if and .database .root.Values.database.tls.secret }}
- name: database-tls
  secret:
    secretName: {{ .root.Values.database.tls.secret }}
    defaultMode: 0440
{{- end }}
{{- if hasPrefix "file:" .root.Values.objects.location }}
- name: objects
  persistentVolumeClaim:
    claimName: {{ .root.Values.objects.volume.existingClaim | default (printf "%s-objects" (include "cuepoint.fullname" .root)) }}
{{- end }}
{{- end -}}
