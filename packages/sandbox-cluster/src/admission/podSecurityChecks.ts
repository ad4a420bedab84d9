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

import {
  JsonObject,
  listAt,
  objectAt,
  objectsAt,
  stringAt,
} from '../schema/json';

/** One thing that a level of the Pod Security Standards forbids. */
export interface PodSecurityCheck {
  id: string;
  level: 'baseline' | 'restricted';
  /** A check of the lower level that this one replaces. */
  replaces?: string;
  /** What of a pod's spec is forbidden; undefined when nothing is. */
  run(spec: JsonObject): Violation | undefined;
}

export interface Violation {
  reason: string;
  detail: string;
}

const defaultCapabilities = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];
const seccompTypes = ['RuntimeDefault', 'Localhost'];
const allowedVolumes = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

function containersOf(spec: JsonObject): JsonObject[] {
  return [
    ...objectsAt(spec, 'initContainers'),
    ...objectsAt(spec, 'containers'),
  ];
}

function context(of: JsonObject): JsonObject {
  return objectAt(of, 'securityContext');
}

function quoted(names: readonly string[]): string {
  return `"${names.join('", "')}"`;
}

/** `container "a"`, `containers "a", "b"`. */
function containers(found: readonly JsonObject[]): string {
  return `${found.length === 1 ? 'container' : 'containers'} ${quoted(
    found.map(one => stringAt(one, 'name')),
  )}`;
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function texts(values: readonly unknown[]): string[] {
  return values.flatMap(value => (typeof value === 'string' ? value : []));
}

function added(container: JsonObject, allowed: readonly string[]): string[] {
  return texts(
    listAt(container, 'securityContext', 'capabilities', 'add'),
  ).filter(capability => !allowed.includes(capability));
}

/** Who sets a field of the security context to what is forbidden: the pod, containers, or both. */
function setters(
  spec: JsonObject,
  isBad: (securityContext: JsonObject) => boolean,
): string | undefined {
  const bad = containersOf(spec).filter(one => isBad(context(one)));
  const found = [
    ...(isBad(context(spec)) ? ['pod'] : []),
    ...(bad.length > 0 ? [containers(bad)] : []),
  ];
  return found.length > 0 ? found.join(' and ') : undefined;
}

/** Containers for which neither they nor the pod set a field as they must. */
function without(
  spec: JsonObject,
  isGood: (securityContext: JsonObject) => boolean,
): JsonObject[] {
  return isGood(context(spec))
    ? []
    : containersOf(spec).filter(one => !isGood(context(one)));
}

const hostNamespaces: PodSecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  run(spec) {
    const found = ['hostNetwork', 'hostPID', 'hostIPC'].filter(
      field => spec[field] === true,
    );
    return found.length === 0
      ? undefined
      : {
          reason: 'host namespaces',
          detail: found.map(field => `${field}=true`).join(', '),
        };
  },
};

const hostPathVolumes: PodSecurityCheck = {
  id: 'hostPathVolumes',
  level: 'baseline',
  run(spec) {
    const found = objectsAt(spec, 'volumes').filter(
      ({ hostPath }) => hostPath !== undefined,
    );
    const names = quoted(found.map(one => stringAt(one, 'name')));
    return found.length === 0
      ? undefined
      : {
          reason: 'hostPath volumes',
          detail: `${found.length === 1 ? 'volume' : 'volumes'} ${names}`,
        };
  },
};

const hostPorts: PodSecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  run(spec) {
    const portsOf = (container: JsonObject) =>
      objectsAt(container, 'ports').flatMap(({ hostPort }) =>
        hostPort ? String(hostPort) : [],
      );
    const found = containersOf(spec).filter(one => portsOf(one).length > 0);
    const ports = distinct(found.flatMap(portsOf));
    return found.length === 0
      ? undefined
      : {
          reason: 'hostPort',
          detail: `${containers(found)} ${
            found.length === 1 ? 'uses' : 'use'
          } ${ports.length === 1 ? 'hostPort' : 'hostPorts'} ${ports.join(
            ', ',
          )}`,
        };
  },
};

const privileged: PodSecurityCheck = {
  id: 'privileged',
  level: 'baseline',
  run(spec) {
    const found = containersOf(spec).filter(
      one => context(one).privileged === true,
    );
    return found.length === 0
      ? undefined
      : {
          reason: 'privileged',
          detail: `${containers(
            found,
          )} must not set securityContext.privileged=true`,
        };
  },
};

const baselineCapabilities: PodSecurityCheck = {
  id: 'capabilities_baseline',
  level: 'baseline',
  run(spec) {
    const found = containersOf(spec).filter(
      one => added(one, defaultCapabilities).length > 0,
    );
    const names = distinct(
      found.flatMap(one => added(one, defaultCapabilities)),
    );
    return found.length === 0
      ? undefined
      : {
          reason: 'non-default capabilities',
          detail: `${containers(found)} must not include ${quoted(
            names,
          )} in securityContext.capabilities.add`,
        };
  },
};

const allowPrivilegeEscalation: PodSecurityCheck = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  run(spec) {
    const found = containersOf(spec).filter(
      one => context(one).allowPrivilegeEscalation !== false,
    );
    return found.length === 0
      ? undefined
      : {
          reason: 'allowPrivilegeEscalation != false',
          detail: `${containers(
            found,
          )} must set securityContext.allowPrivilegeEscalation=false`,
        };
  },
};

const restrictedCapabilities: PodSecurityCheck = {
  id: 'capabilities_restricted',
  level: 'restricted',
  replaces: 'capabilities_baseline',
  run(spec) {
    const all = containersOf(spec);
    const allowed = ['NET_BIND_SERVICE'];
    const keeping = all.filter(
      one =>
        !texts(listAt(one, 'securityContext', 'capabilities', 'drop')).includes(
          'ALL',
        ),
    );
    const adding = all.filter(one => added(one, allowed).length > 0);
    const names = distinct(adding.flatMap(one => added(one, allowed)));
    const details = [
      ...(keeping.length > 0
        ? [
            `${containers(
              keeping,
            )} must set securityContext.capabilities.drop=["ALL"]`,
          ]
        : []),
      ...(adding.length > 0
        ? [
            `${containers(adding)} must not include ${quoted(
              names,
            )} in securityContext.capabilities.add`,
          ]
        : []),
    ];
    return details.length === 0
      ? undefined
      : { reason: 'unrestricted capabilities', detail: details.join('; ') };
  },
};

const restrictedVolumes: PodSecurityCheck = {
  id: 'restrictedVolumes',
  level: 'restricted',
  replaces: 'hostPathVolumes',
  run(spec) {
    const typeOf = (volume: JsonObject) =>
      Object.keys(volume).find(
        field => field !== 'name' && volume[field] !== undefined,
      ) ?? 'unknown';
    const found = objectsAt(spec, 'volumes').filter(
      volume => !allowedVolumes.includes(typeOf(volume)),
    );
    const types = distinct(found.map(typeOf));
    const names = quoted(found.map(one => stringAt(one, 'name')));
    return found.length === 0
      ? undefined
      : {
          reason: 'restricted volume types',
          detail: `${found.length === 1 ? 'volume' : 'volumes'} ${names} ${
            found.length === 1 ? 'uses' : 'use'
          } restricted volume ${types.length === 1 ? 'type' : 'types'} ${quoted(
            types,
          )}`,
        };
  },
};

const runAsNonRoot: PodSecurityCheck = {
  id: 'runAsNonRoot',
  level: 'restricted',
  run(spec) {
    const reason = 'runAsNonRoot != true';
    const bad = setters(spec, ({ runAsNonRoot: value }) => value === false);
    if (bad) {
      return {
        reason,
        detail: `${bad} must not set securityContext.runAsNonRoot=false`,
      };
    }
    const missing = without(spec, ({ runAsNonRoot: value }) => value === true);
    return missing.length === 0
      ? undefined
      : {
          reason,
          detail: `pod or ${containers(
            missing,
          )} must set securityContext.runAsNonRoot=true`,
        };
  },
};

const runAsUser: PodSecurityCheck = {
  id: 'runAsUser',
  level: 'restricted',
  run(spec) {
    const bad = setters(spec, ({ runAsUser: value }) => value === 0);
    return bad
      ? { reason: 'runAsUser=0', detail: `${bad} must not set runAsUser=0` }
      : undefined;
  },
};

function seccompType(securityContext: JsonObject): string {
  return stringAt(securityContext, 'seccompProfile', 'type');
}

function forbiddenSeccomp(spec: JsonObject): Violation | undefined {
  const isBad = (securityContext: JsonObject) =>
    seccompType(securityContext) !== '' &&
    !seccompTypes.includes(seccompType(securityContext));
  const bad = setters(spec, isBad);
  const values = distinct(
    [spec, ...containersOf(spec)].map(context).filter(isBad).map(seccompType),
  );
  return bad === undefined
    ? undefined
    : {
        reason: 'seccompProfile',
        detail: `${bad} must not set securityContext.seccompProfile.type to ${quoted(
          values,
        )}`,
      };
}

const baselineSeccomp: PodSecurityCheck = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  run: forbiddenSeccomp,
};

const restrictedSeccomp: PodSecurityCheck = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  replaces: 'seccompProfile_baseline',
  run(spec) {
    const forbidden = forbiddenSeccomp(spec);
    if (forbidden) {
      return forbidden;
    }
    const missing = without(spec, securityContext =>
      seccompTypes.includes(seccompType(securityContext)),
    );
    return missing.length === 0
      ? undefined
      : {
          reason: 'seccompProfile',
          detail: `pod or ${containers(
            missing,
          )} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
        };
  },
};

/**
 * The checks of pod fields that workloads really set, in the order of their
 * messages. Not here: AppArmor, SELinux, procMount, sysctls, Windows and the
 * hosts of probes.
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export const podSecurityChecks: readonly PodSecurityCheck[] = [
  baselineCapabilities,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  privileged,
  baselineSeccomp,
  allowPrivilegeEscalation,
  restrictedCapabilities,
  restrictedVolumes,
  runAsNonRoot,
  runAsUser,
  restrictedSeccomp,
];
