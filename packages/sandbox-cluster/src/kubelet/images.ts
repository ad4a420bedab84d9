/** Why an image can't be pulled, as containerd says it; undefined when it can. */
export function pullError(
  image: string,
  unpullable: readonly string[],
): string | undefined {
  if (!unpullable.some(prefix => image.startsWith(prefix))) {
    return undefined;
  }
  const { host, path, reference } = partsOf(image);
  const full = `${host}/${path}${
    reference.startsWith('sha256:') ? '@' : ':'
  }${reference}`;
  return `failed to pull and unpack image "${full}": failed to resolve reference "${full}": failed to do request: Head "https://${host}/v2/${path}/manifests/${reference}": dial tcp: lookup ${host}: no such host`;
}

/** A name without a registry is one of Docker Hub. */
function partsOf(image: string) {
  const [name, digest] = image.split('@');
  const [, repository, tag] = /^(.*?)(?::([^:/]+))?$/.exec(name) ?? ['', name];
  const [first, ...rest] = repository.split('/');
  const hasHost = rest.length > 0 && /[.:]|^localhost$/.test(first);
  const path = hasHost ? rest.join('/') : repository;
  return {
    host: hasHost ? first : 'registry-1.docker.io',
    path: hasHost || path.includes('/') ? path : `library/${path}`,
    reference: digest ?? tag ?? 'latest',
  };
}
