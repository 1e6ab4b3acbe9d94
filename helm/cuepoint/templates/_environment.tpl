{{/* A variable from a plain value: (list "cuepoint.some-property" value). Empty ones are left out. */}}
{{- define "cuepoint.set" -}}
{{- $value := index . 1 -}}
{{- if or (kindIs "bool" $value) (and $value (ne (toString $value) "")) }}
- name: {{ include "cuepoint.variable" (index . 0) }}
  value: {{ toString $value | quote }}
{{- end }}
{{- end -}}

{{/* A variable from a secret: (list "cuepoint.some-property" "secret" "key"). */}}
{{- define "cuepoint.secret" -}}
- name: {{ include "cuepoint.variable" (index . 0) }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end -}}

{{- define "cuepoint.environment.kafka" -}}
{{- $kafka := .Values.kafka -}}
{{- include "cuepoint.set" (list "cuepoint.kafka.bootstrap-servers" $kafka.bootstrapServers) }}
{{- include "cuepoint.set" (list "cuepoint.kafka.start-timeout" .Values.startTimeout) }}
{{- include "cuepoint.set" (list "cuepoint.kafka.partitions" $kafka.partitions) }}
{{- include "cuepoint.set" (list "cuepoint.kafka.replication-factor" $kafka.replicationFactor) }}
{{- include "cuepoint.set" (list "cuepoint.queue" $kafka.queue) }}
{{- range $name, $value := $kafka.properties }}
{{- include "cuepoint.set" (list (printf "cuepoint.kafka.properties.%s" $name) $value) }}
{{- end }}
{{- range $name, $from := $kafka.secretProperties }}
{{ include "cuepoint.secret" (list (printf "cuepoint.kafka.properties.%s" $name) $from.name $from.key) }}
{{- end }}
{{- end -}}

{{/* Who reads and writes rows. The tables are made by the migration's job, where there is one. */}}
{{- define "cuepoint.environment.database" -}}
{{- $database := .Values.database -}}
{{- include "cuepoint.set" (list "cuepoint.database.url" $database.url) }}
{{- include "cuepoint.set" (list "cuepoint.database.pool-size" $database.poolSize) }}
{{- include "cuepoint.set" (list "cuepoint.database.pgvector" $database.pgvector) }}
{{ include "cuepoint.secret" (list "cuepoint.database.user" $database.secret.name $database.secret.userKey) }}
{{ include "cuepoint.secret" (list "cuepoint.database.password" $database.secret.name $database.secret.passwordKey) }}
{{- end -}}

{{- define "cuepoint.environment.service-database" -}}
{{ include "cuepoint.environment.database" . | trim }}
{{- include "cuepoint.set" (list "cuepoint.database.start-timeout" .Values.startTimeout) }}
{{- if .Values.migration.enabled }}
{{- include "cuepoint.set" (list "cuepoint.database.migrate" false) }}
{{- end }}
{{- end -}}

{{- define "cuepoint.environment.objects" -}}
{{- $objects := .Values.objects -}}
{{- include "cuepoint.set" (list "cuepoint.objects" $objects.location) }}
{{- if hasPrefix "s3:" $objects.location }}
{{- include "cuepoint.set" (list "cuepoint.s3.start-timeout" .Values.startTimeout) }}
{{- include "cuepoint.set" (list "cuepoint.s3.endpoint" $objects.s3.endpoint) }}
{{- include "cuepoint.set" (list "cuepoint.s3.region" $objects.s3.region) }}
{{- include "cuepoint.set" (list "cuepoint.s3.link-endpoint" $objects.s3.linkEndpoint) }}
{{- with $objects.s3.secret }}
{{- if .name }}
{{ include "cuepoint.secret" (list "cuepoint.s3.access-key" .name .accessKeyKey) }}
{{ include "cuepoint.secret" (list "cuepoint.s3.secret-key" .name .secretKeyKey) }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{/* What every service is told: (dict "root" $ "values" .Values.api). */}}
{{- define "cuepoint.environment" -}}
- name: JAVA_TOOL_OPTIONS
  value: {{ .values.javaOptions | quote }}
- name: SERVER_ADDRESS
  value: "0.0.0.0"
- name: CUEPOINT_HOME
  value: /var/lib/cuepoint
- name: MANAGEMENT_METRICS_SYSTEM_DISKSPACE_PATHS
  value: {{ ternary "/var/lib/cuepoint,/var/lib/cuepoint-objects" "/var/lib/cuepoint" (hasPrefix "file:" .root.Values.objects.location) }}
{{- if .root.Values.tracing.endpoint }}
- name: MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT
  value: {{ .root.Values.tracing.endpoint | quote }}
- name: MANAGEMENT_TRACING_SAMPLING_PROBABILITY
  value: {{ toString .root.Values.tracing.probability | quote }}
{{- end }}
{{ include "cuepoint.environment.kafka" .root | trim }}
{{ include "cuepoint.environment.objects" .root | trim }}
{{- range $name, $value := .values.properties }}
{{ include "cuepoint.set" (list $name $value) | trim }}
{{- end }}
{{- end -}}
