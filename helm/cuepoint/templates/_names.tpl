{{/* The name before all names: the release's, with the chart's unless that stands in it already. */}}
{{- define "cuepoint.fullname" -}}
{{- if .Values.nameOverride -}}
{{- .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Labels by which a component's pods are found: (dict "root" $ "component" "api"). */}}
{{- define "cuepoint.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end -}}

{{- define "cuepoint.labels" -}}
{{ include "cuepoint.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{/* name and namespace and labels of a component's object */}}
{{- define "cuepoint.metadata" -}}
name: {{ include "cuepoint.fullname" .root }}-{{ .component }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "cuepoint.labels" . | nindent 2 }}
{{- end -}}

{{/* An image: (dict "root" $ "image" .Values.api.image). */}}
{{- define "cuepoint.image" -}}
{{- $registry := .root.Values.image.registry -}}
{{- $name := .image.repository -}}
{{- if and $registry (not .image.foreign) -}}
{{- $name = printf "%s/%s" (trimSuffix "/" $registry) $name -}}
{{- end -}}
{{- if .image.digest -}}
{{- printf "%s@%s" $name .image.digest -}}
{{- else -}}
{{- printf "%s:%s" $name (.image.tag | default .root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* A property as the environment names it: cuepoint.upload.max-size is CUEPOINT_UPLOAD_MAXSIZE. */}}
{{- define "cuepoint.variable" -}}
{{- . | replace "-" "" | replace "." "_" | replace "[" "_" | replace "]" "" | upper -}}
{{- end -}}

{{/* The components that there are, with their values: a YAML map. */}}
{{- define "cuepoint.components" -}}
api: api
video-ingest: ingest
event-index: eventIndex
{{- if .Values.workerCpu.enabled }}
worker-cpu: workerCpu
{{- end }}
{{- if .Values.workerGpu.enabled }}
worker-gpu: workerGpu
{{- end }}
{{- end -}}
