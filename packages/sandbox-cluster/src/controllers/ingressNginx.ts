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

import { ClusterState } from './ClusterState';
import { INGRESS_CLASS, Ingress, Pod, POD } from './kinds';
import { isReady } from './workloadPods';

const DEFAULT_CONTROLLER_CLASS = 'k8s.io/ingress-nginx';

/** A running ingress-nginx controller, as its pods' own arguments describe it. */
export interface IngressController {
  /** Value of `spec.controller` of the IngressClasses it serves. */
  controllerClass: string;
  /** `[major, minor, patch]` of the image tag; undefined when the tag is no version. */
  version?: [number, number, number];
  /** `namespace/name` of the Service whose addresses go into Ingress status. */
  publishService?: string;
  readyPods: Pod[];
}

/** Whether a pod runs the ingress-nginx controller, from any registry. */
export function isIngressController({ spec }: Pick<Pod, 'spec'>): boolean {
  return spec.containers.some(({ args, command }) =>
    [...(command ?? []), ...(args ?? [])].some(arg =>
      arg.endsWith('/nginx-ingress-controller'),
    ),
  );
}

/** The controllers of this cluster that have at least one ready pod, by class. */
export function ingressControllers(state: ClusterState): IngressController[] {
  const byClass = new Map<string, IngressController>();
  for (const pod of state
    .list(POD)
    .filter(
      candidate => isIngressController(candidate) && isReady(candidate),
    )) {
    const controllerClass =
      argument(pod, 'controller-class') ?? DEFAULT_CONTROLLER_CLASS;
    const known = byClass.get(controllerClass);
    byClass.set(controllerClass, {
      controllerClass,
      version: versionOf(pod),
      publishService: argument(pod, 'publish-service'),
      readyPods: [...(known?.readyPods ?? []), pod],
    });
  }
  return [...byClass.values()];
}

/** The controller that serves an Ingress, if one with its class is ready. */
export function controllerOf(
  ingress: Ingress,
  state: ClusterState,
): IngressController | undefined {
  const className =
    ingress.spec.ingressClassName ??
    ingress.metadata.annotations?.['kubernetes.io/ingress.class'];
  const ingressClass = className
    ? state.get(INGRESS_CLASS, undefined, className)
    : defaultClass(state);
  return ingressControllers(state).find(
    ({ controllerClass }) => controllerClass === ingressClass?.spec?.controller,
  );
}

function defaultClass(state: ClusterState) {
  return state
    .list(INGRESS_CLASS)
    .find(
      ({ metadata }) =>
        metadata.annotations?.[
          'ingressclass.kubernetes.io/is-default-class'
        ] === 'true',
    );
}

function argument({ spec }: Pod, name: string): string | undefined {
  const prefix = `--${name}=`;
  return spec.containers
    .flatMap(({ args }) => args ?? [])
    .find(arg => arg.startsWith(prefix))
    ?.slice(prefix.length);
}

function versionOf({ spec }: Pod): IngressController['version'] {
  const match = spec.containers
    .map(({ image }) => /:v(\d+)\.(\d+)\.(\d+)/.exec(image))
    .find(found => found !== null);
  return match
    ? [Number(match[1]), Number(match[2]), Number(match[3])]
    : undefined;
}
