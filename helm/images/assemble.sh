#!/bin/sh
# Makes of a service's exec jar what its image holds: a Java cut down to what is used, and the jar
# taken apart by what changes how often. The Dockerfiles run it; without Docker it shows the same:
#   helm/images/assemble.sh api/target/api-0.1.0-exec.jar target/image && target/image/start
set -eu
jar=$1
to=$2
here=$(cd "$(dirname "$0")" && pwd)

mkdir -p "$to"
java -Djarmode=tools -jar "$jar" extract --layers --application-filename app.jar \
  --destination "$to/layers" --force
modules=$(grep -v '^#' "$here/modules" | paste -sd , -)
jlink --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --compress=2 \
  --output "$to/java"

# as the image's folder /app, for a start from here
mkdir -p "$to/app"
for layer in dependencies snapshot-dependencies application; do
  if [ -d "$to/layers/$layer" ]; then
    cp -r "$to/layers/$layer/." "$to/app/"
  fi
  # COPY wants it there
  mkdir -p "$to/layers/$layer"
done
cat > "$to/start" <<'END'
#!/bin/sh
at=$(cd "$(dirname "$0")" && pwd)
exec "$at/java/bin/java" -jar "$at/app/app.jar" "$@"
END
chmod 755 "$to/start"
