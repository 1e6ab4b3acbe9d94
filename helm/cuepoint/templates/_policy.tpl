{{/* One rule of what may be reached: (dict "to" [peers] "ports" [numbers]); no peers: anything. */}}
{{- define "cuepoint.egress" -}}
- ports:
    {{- range .ports }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  {{- with .to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- define "cuepoint.egress.names" -}}
- ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
  {{- with .Values.networkPolicy.dns.to }}
  to:
    {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{/* One rule of who may come: (dict "from" [peers] "ports" [numbers]). */}}
{{- define "cuepoint.ingress" -}}
- ports:
    {{- range .ports }}
    - protocol: TCP
      port: {{ . }}
    {{- end }}
  from:
    {{- toYaml .from | nindent 4 }}
{{- end -}}
