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

import { WebhookServer } from './webhookCall';
import { ClusterState } from './ClusterState';
import {
  controllerOf,
  IngressController,
  isIngressController,
} from './ingressNginx';
import { CONFIG_MAP, HttpIngressPath, Ingress, INGRESS, SECRET } from './kinds';

const ANNOTATION_PREFIX = 'nginx.ingress.kubernetes.io/';
const SNIPPETS = [
  'configuration-snippet',
  'server-snippet',
  'stream-snippet',
  'auth-snippet',
  'modsecurity-snippet',
];

type Config = Readonly<Record<string, unknown>>;

/** ingress-nginx's own validation of Ingresses, as its admission webhook does it. */
export const ingressAdmission: WebhookServer = {
  runsIn: isIngressController,
  servingCa(pod, state) {
    const volume = (pod.spec.volumes ?? []).find(({ secret }) => secret);
    return state.get(
      SECRET,
      pod.metadata.namespace,
      volume?.secret?.secretName ?? '',
    )?.data?.ca;
  },
  review({ object }, _path, state) {
    const ingress = object as Ingress;
    const controller = controllerOf(ingress, state);
    if (!controller) {
      // Of another class: not this controller's business.
      return undefined;
    }
    const config = configOf(controller, state);
    const message =
      snippetProblem(ingress, config) ??
      pathProblem(ingress, controller, config) ??
      duplicateProblem(ingress, controller, state);
    return message === undefined ? undefined : { message, code: 400 };
  },
};

function configOf(
  { readyPods: [pod] }: IngressController,
  state: ClusterState,
): Config {
  const flag = pod.spec.containers
    .flatMap(({ args }) => args ?? [])
    .find(arg => arg.startsWith('--configmap='));
  const name = flag?.slice(flag.lastIndexOf('/') + 1) ?? '';
  const data = state.get(CONFIG_MAP, pod.metadata.namespace, name)?.data;
  return typeof data === 'object' && data !== null ? { ...data } : {};
}

function snippetProblem(
  { metadata }: Ingress,
  config: Config,
): string | undefined {
  if (config['allow-snippet-annotations'] === 'true') {
    return undefined;
  }
  const used = Object.keys(metadata.annotations ?? {}).find(key =>
    SNIPPETS.some(name => key === `${ANNOTATION_PREFIX}${name}`),
  );
  return used
    ? `${used} annotation cannot be used. Snippet directives are disabled by the Ingress administrator`
    : undefined;
}

/** Versions whose strict check of `Exact` and `Prefix` paths does not know the dot. */
function refusesDots({ version }: IngressController): boolean {
  if (!version) {
    return false;
  }
  const [major, minor, patch] = version;
  return (
    major === 1 && ((minor === 12 && patch < 6) || (minor === 13 && patch < 2))
  );
}

function pathsOf(ingress: Ingress): { host: string; path: HttpIngressPath }[] {
  return (ingress.spec.rules ?? []).flatMap(({ host = '', http }) =>
    (http?.paths ?? []).map(path => ({ host, path })),
  );
}

function pathProblem(
  ingress: Ingress,
  controller: IngressController,
  config: Config,
): string | undefined {
  const [, minor] = controller.version ?? [1, 15, 1];
  const setting = config['strict-validate-path-type'];
  const strict = setting === undefined ? minor >= 12 : setting === 'true';
  if (!strict) {
    return undefined;
  }
  const allowed = refusesDots(controller)
    ? /^\/[A-Za-z0-9_\-/]*$/
    : /^\/[A-Za-z0-9._\-/]*$/;
  const bad = pathsOf(ingress).find(
    ({ path }) =>
      path.pathType !== 'ImplementationSpecific' &&
      !allowed.test(path.path ?? '/'),
  );
  return (
    bad &&
    `ingress contains invalid paths: path ${bad.path.path} cannot be used with pathType ${bad.path.pathType}`
  );
}

function duplicateProblem(
  ingress: Ingress,
  controller: IngressController,
  state: ClusterState,
): string | undefined {
  const isItself = ({ metadata }: Ingress) =>
    metadata.namespace === ingress.metadata.namespace &&
    metadata.name === ingress.metadata.name;
  const others = state
    .list(INGRESS)
    .filter(
      other =>
        !isItself(other) &&
        controllerOf(other, state)?.controllerClass ===
          controller.controllerClass,
    );
  for (const { host, path } of pathsOf(ingress)) {
    const owner = others.find(other =>
      pathsOf(other).some(
        theirs =>
          theirs.host === host &&
          (theirs.path.path ?? '/') === (path.path ?? '/') &&
          theirs.path.pathType === path.pathType,
      ),
    );
    if (owner) {
      return `host "${host}" and path "${
        path.path ?? '/'
      }" is already defined in ingress ${owner.metadata.namespace}/${
        owner.metadata.name
      }`;
    }
  }
  return undefined;
}
