{{/*
As many replicas as the waiting work asks: (dict "root" $ "component" "worker-gpu" "kind"
"StatefulSet" "waits" "clips" "scaling" .Values.keda.workerGpu). The api tells how much waits; KEDA
knows no share groups. What is being worked on counts as waiting, so that no one ends at work when
the queue runs empty. Never more replicas than items: one old item is not done sooner by more.
*/}}
{{- define "cuepoint.scaledObject" -}}
{{- $url := printf "http://%s-api.%s.svc:8080/v1/system/queue" (include "cuepoint.fullname" .root) .root.Release.Namespace -}}
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata:
  {{- include "cuepoint.metadata" . | nindent 2 }}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: {{ .kind }}
    name: {{ include "cuepoint.fullname" .root }}-{{ .component }}
  minReplicaCount: {{ .scaling.minReplicas }}
  maxReplicaCount: {{ .scaling.maxReplicas }}
  pollingInterval: {{ .root.Values.keda.pollingSeconds }}
  cooldownPeriod: {{ .scaling.cooldownSeconds }}
  # while the api does not answer
  fallback:
    failureThreshold: 5
    replicas: {{ max 1 (int .scaling.minReplicas) }}
    behavior: currentReplicasIfHigher
  advanced:
    scalingModifiers:
      formula: "min(waiting, max(waiting / {{ .scaling.itemsPerReplica }}, oldest / {{ .scaling.oldestSecondsPerReplica }}))"
      target: "1"
      activationTarget: "0"
      metricType: AverageValue
    horizontalPodAutoscalerConfig:
      behavior:
        scaleUp:
          policies:
            - type: Percent
              value: 100
              periodSeconds: 60
            - type: Pods
              value: 2
              periodSeconds: 60
        scaleDown:
          stabilizationWindowSeconds: 300
          policies:
            - type: Pods
              value: 1
              periodSeconds: 120
  triggers:
    - type: metrics-api
      name: waiting
      metadata:
        url: {{ $url | quote }}
        valueLocation: {{ .waits }}.waiting
        targetValue: {{ toString .scaling.itemsPerReplica | quote }}
    - type: metrics-api
      name: oldest
      metadata:
        url: {{ $url | quote }}
        valueLocation: {{ .waits }}.oldestSeconds
        targetValue: {{ toString .scaling.oldestSecondsPerReplica | quote }}
{{- end -}}
