# The folder holds SHA256SUMS, a line for each file as sha256sum writes it. Its own hash is in the
# values: whoever can write to the volume cannot exchange the model unseen.
cd "$MODEL"
work=${TMPDIR:-/tmp}
echo "$EXPECTED  SHA256SUMS" | sha256sum --check --strict --quiet
sed 's/^[0-9a-f]* [ *]//' SHA256SUMS | sort > "$work/listed"
find . -type f ! -name SHA256SUMS | sed 's|^\./||' | sort > "$work/found"
if ! diff "$work/listed" "$work/found"; then
  echo "the files (>) are not those of SHA256SUMS (<)" >&2
  exit 1
fi
sha256sum --check --strict --quiet SHA256SUMS
