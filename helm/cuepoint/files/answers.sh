set -eu
# the body of a GET; fails where the status is not 200 (the image has no curl)
get() {
  exec 3<>"/dev/tcp/$API/$1"
  printf 'GET %s HTTP/1.0\r\nHost: %s\r\n\r\n' "$2" "$API" >&3
  local answer
  answer=$(cat <&3)
  exec 3>&-
  case "$answer" in
    HTTP/1.?' 200'*) printf '%s\n' "$answer" ;;
    *) printf '%s: %s\n' "$2" "$answer" >&2; return 1 ;;
  esac
}
get 9090 /actuator/health/readiness
get 8080 /v1/system/queue
system=$(get 8080 /v1/system)
for part in database broker; do
  if ! printf '%s' "$system" | grep -q "\"$part\":{\"reachable\":true"; then
    printf '%s is not reached: %s\n' "$part" "$system" >&2
    exit 1
  fi
done
