{{/*
A pool of workers: (dict "root" $ "component" "worker-cpu" "values" .Values.workerCpu "scaling"
.Values.keda.workerCpu). A StatefulSet, since a worker's name is kept by the broker: pods that come
and go under ever new names would be counted as ever more workers.
*/}}
{{- define "cuepoint.worker" -}}
{{- $values := .values -}}
{{- $model := $values.model -}}
{{- $of := merge (dict "priority" "work" "ports" (dict "management" 8082) "probe" "management") . -}}
{{- $claimsHome := ne $values.home.storageClassName "" -}}
apiVersion: apps/v1
kind: StatefulSet
metadata:
  {{- include "cuepoint.metadata" . | nindent 2 }}
spec:
  serviceName: {{ include "cuepoint.fullname" .root }}-{{ .component }}
  {{- if not .scaling.enabled }}
  replicas: {{ $values.replicas }}
  {{- end }}
  revisionHistoryLimit: 3
  podManagementPolicy: Parallel
  selector:
    matchLabels:
      {{- include "cuepoint.selector" . | nindent 6 }}
  template:
    {{- include "cuepoint.pod" (merge $of (dict
        "claimsHome" $claimsHome
        "environment" (include "cuepoint.worker.environment" . | trim)
        "mounts" (include "cuepoint.worker.mounts" . | trim)
        "volumes" (include "cuepoint.worker.volumes" . | trim)
        "init" (include "cuepoint.worker.init" . | trim))) | nindent 4 }}
  {{- if $claimsHome }}
  # quantised weights and built engines: made once for each worker, minutes to make
  volumeClaimTemplates:
    - apiVersion: v1
      kind: PersistentVolumeClaim
      metadata:
        name: home
      spec:
        accessModes:
          - ReadWriteOnce
        storageClassName: {{ $values.home.storageClassName }}
        resources:
          requests:
            storage: {{ $values.home.size }}
  {{- end }}
---
apiVersion: v1
kind: Service
metadata:
  {{- include "cuepoint.metadata" . | nindent 2 }}
spec:
  clusterIP: None
  selector:
    {{- include "cuepoint.selector" . | nindent 4 }}
  ports:
    - name: management
      port: 8082
      targetPort: management
      protocol: TCP
{{- if and $model.folder $model.volume.create }}
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  {{- include "cuepoint.metadata" (merge (dict "component" (printf "%s-model" .component)) .) | nindent 2 }}
  annotations:
    helm.sh/resource-policy: keep
spec:
  accessModes:
    {{- toYaml $model.volume.accessModes | nindent 4 }}
  {{- with $model.volume.storageClassName }}
  storageClassName: {{ . }}
  {{- end }}
  resources:
    requests:
      storage: {{ $model.volume.size }}
{{- end }}
{{- if .scaling.enabled }}
---
{{ include "cuepoint.scaledObject" (dict "root" .root "component" .component "kind" "StatefulSet" "waits" "clips" "scaling" .scaling) }}
{{- end }}
{{- end -}}

{{- define "cuepoint.worker.environment" -}}
- name: CUEPOINT_WORKER_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
{{- if .values.model.folder }}
- name: CUEPOINT_MODEL_PATH
  value: /models/{{ .values.model.folder }}
- name: CUEPOINT_MODEL_WEIGHTS
  value: {{ .values.model.weights | quote }}
{{- end }}
{{- include "cuepoint.set" (list "cuepoint.engine" .values.engine) }}
{{- include "cuepoint.set" (list "cuepoint.tensorrt.home" .values.tensorrtHome) }}
{{- end -}}

{{- define "cuepoint.worker.mounts" -}}
{{- if .values.model.folder }}
- name: models
  mountPath: /models
  readOnly: true
{{- end }}
{{- if .values.sharedMemory }}
- name: shared-memory
  mountPath: /dev/shm
{{- end }}
{{- end -}}

{{- define "cuepoint.worker.volumes" -}}
{{- $model := .values.model -}}
{{- if $model.folder }}
- name: models
  {{- if or $model.volume.existingClaim $model.volume.create }}
  persistentVolumeClaim:
    claimName: {{ $model.volume.existingClaim | default (printf "%s-%s-model" (include "cuepoint.fullname" .root) .component) }}
  {{- else }}
  emptyDir:
    sizeLimit: {{ $model.volume.size }}
  {{- end }}
{{- end }}
{{- with .values.sharedMemory }}
- name: shared-memory
  emptyDir:
    medium: Memory
    sizeLimit: {{ . }}
{{- end }}
{{- end -}}

{{/* Before a worker starts its model is fetched, if it comes from S3, and checked, wherever it is from. */}}
{{- define "cuepoint.worker.init" -}}
{{- $model := .values.model -}}
{{- if $model.folder }}
{{- if $model.s3.uri }}
- name: model-sync
  image: {{ include "cuepoint.image" (dict "root" .root "image" $model.s3.image) }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: ["aws", "s3", "sync", "--no-progress", "--exact-timestamps", {{ $model.s3.uri | quote }}, {{ printf "/models/%s" $model.folder | quote }}]
  env:
    - name: HOME
      value: /tmp
    {{- with $model.s3.endpoint }}
    - name: AWS_ENDPOINT_URL
      value: {{ . | quote }}
    {{- end }}
    {{- with $model.s3.region }}
    - name: AWS_REGION
      value: {{ . | quote }}
    {{- end }}
    {{- with $model.s3.secret }}
    {{- if .name }}
    {{- include "cuepoint.secret" (list "aws.access.key.id" .name .accessKeyKey) | nindent 4 }}
    {{- include "cuepoint.secret" (list "aws.secret.access.key" .name .secretKeyKey) | nindent 4 }}
    {{- end }}
    {{- end }}
  resources:
    {{- toYaml $model.initResources | nindent 4 }}
  securityContext:
    {{- include "cuepoint.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    - name: models
      mountPath: /models
{{- end }}
- name: model-check
  image: {{ include "cuepoint.image" (dict "root" .root "image" .values.image) }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  command: ["/bin/sh", "-ec"]
  args:
    - |
{{ .root.Files.Get "files/check-model.sh" | indent 6 }}
  env:
    - name: MODEL
      value: /models/{{ $model.folder }}
    - name: EXPECTED
      value: {{ $model.sha256 | quote }}
  resources:
    {{- toYaml $model.initResources | nindent 4 }}
  securityContext:
    {{- include "cuepoint.containerSecurity" . | nindent 4 }}
  volumeMounts:
    - name: tmp
      mountPath: /tmp
    - name: models
      mountPath: /models
      readOnly: true
{{- end }}
{{- end -}}
