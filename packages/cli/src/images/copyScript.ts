/*
 * Copyright 2026 The Matrix Network Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { StackImage } from './StackImage';

/** Tools that a script can be printed for. */
export const copyTools = ['docker', 'skopeo', 'crane'] as const;

/** One of {@link copyTools}. */
export type CopyTool = (typeof copyTools)[number];

/** What differs between tools: four shell functions over source, target, digest and file. */
const functions: Readonly<Record<CopyTool, string>> = {
  crane: `copy_image() { crane copy $FLAGS "$source" "$target"; }
pull_image() { crane pull $FLAGS --format=oci "$source" "$file"; }
push_image() { crane push $FLAGS "$file" "$target"; }
digest_of_target() { crane digest $FLAGS "$target"; }`,
  skopeo: `copy_image() { skopeo copy $FLAGS --all --preserve-digests "docker://$source" "docker://$target"; }
pull_image() { skopeo copy $FLAGS --all --preserve-digests "docker://$source" "dir:$file"; }
push_image() { skopeo copy $FLAGS --all --preserve-digests "dir:$file" "docker://$target"; }
# The manifest as it is stored; its sha256 is the digest.
digest_of_target() { echo "sha256:$(skopeo inspect $INSPECT_FLAGS --raw "docker://$target" | sha256sum | cut -d' ' -f1)"; }`,
  docker: `# A pull and a push with docker bring one platform of an image, under another digest;
# buildx copies the whole.
copy_image() { docker buildx imagetools create $FLAGS --prefer-index=false --tag "$target" "$source"; }
pull_image() { docker pull $FLAGS "$source" && docker tag "$source" "$target" && docker save -o "$file" "$target"; }
push_image() { docker load -i "$file" && docker push "$target"; }
digest_of_target() { docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$target"; }`,
};

/** By digest where it is known: no tool but docker takes tag and digest at once. */
function sourceReference({ repository, tag, digest }: StackImage): string {
  return digest
    ? `${repository}@${digest}`
    : `${repository}:${tag ?? 'latest'}`;
}

function withoutDigest(target: string): string {
  return target.replace(/@.*$/, '');
}

function call(image: StackImage & { target: string }): string {
  const target = withoutDigest(image.target);
  const file = target.replace(/[^\w.-]+/g, '_');
  return [
    'image',
    `'${sourceReference(image)}'`,
    `'${target}'`,
    `'${image.digest ?? ''}'`,
    `'${file}'`,
  ].join(' ');
}

function hasTarget(
  image: StackImage,
): image is StackImage & { target: string } {
  return image.target !== undefined;
}

/**
 * A POSIX shell script that brings images into a registry: at once, or through a
 * folder that is carried over. Names hold nothing that a shell takes for its own.
 */
export function copyScript(
  tool: CopyTool,
  images: readonly StackImage[],
  title: string,
): string {
  return `#!/bin/sh
# ${title}
#
#   sh images.sh copy         from upstream straight into the registry
#   sh images.sh pull FOLDER  from upstream into a folder, to be carried over
#   sh images.sh push FOLDER  from that folder into the registry
#
# FLAGS in the environment goes to every call of ${tool}.
set -eu

mode=\${1:-}
folder=\${2:-}
FLAGS=\${FLAGS:-}
INSPECT_FLAGS=\${INSPECT_FLAGS:-}
case $mode in
  copy) ;;
  pull | push) [ -n "$folder" ] || { echo "usage: sh images.sh $mode FOLDER" >&2; exit 2; } ;;
  *) echo "usage: sh images.sh copy | pull FOLDER | push FOLDER" >&2; exit 2 ;;
esac
command -v ${tool} >/dev/null || { echo "${tool} is not installed" >&2; exit 2; }

${functions[tool]}

# What has another digest than the manifests ask for, told at the end: the others go on.
wrong=

# image SOURCE TARGET DIGEST FILE: DIGEST is empty where upstream's manifest has none.
image() {
  source=$1 target=$2 digest=$3 file=$folder/$4
  echo "$mode $source"
  case $mode in
    copy) copy_image ;;
    pull) mkdir -p "$folder" && rm -rf "$file" && pull_image ;;
    push) push_image ;;
  esac
  if [ "$mode" != pull ] && [ -n "$digest" ]; then
    there=$(digest_of_target) || there=unknown
    if [ "$there" != "$digest" ]; then
      wrong="$wrong
  $target has digest $there, and the manifests ask for $digest"
    fi
  fi
}

${images.filter(hasTarget).map(call).join('\n')}
if [ -n "$wrong" ]; then
  echo "done, but pods could not pull these:$wrong" >&2
  exit 1
fi
echo done
`;
}
