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

import { PodSnapshot, ServiceSnapshot } from '../snapshot/Snapshot';
import { JudgedSource, ProbeContext, probeVerdict } from './ProbeContext';
import { TargetToTry } from './probeTargets';
import { ProbeFlow, ProbeVerdict } from './types';

const DNS_PORT = 53;

/** A port of a Service that leads to the port of a pod. */
function servicePort(
  service: ServiceSnapshot,
  pod: PodSnapshot,
  port: number,
): number | undefined {
  return service.ports.find(({ protocol, targetPort, port: own }) => {
    const named = pod.ports.find(({ name }) => name === targetPort)?.port;
    const target = typeof targetPort === 'string' ? named : targetPort ?? own;
    return protocol === 'TCP' && target === port;
  })?.port;
}

function selects({ selector }: ServiceSnapshot, { labels }: PodSnapshot) {
  const wanted = Object.entries(selector);
  return (
    wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value)
  );
}

/** One verdict for all: undefined where they differ. */
function common(verdicts: readonly ProbeVerdict[]): ProbeVerdict {
  const [first] = verdicts;
  return verdicts.every(({ outcome }) => outcome === first.outcome)
    ? first
    : {
        outcome: 'undefined',
        sentence: 'Undefined: the policies allow some of its pods, not all.',
      };
}

function dnsVerdict(
  source: JudgedSource,
  { pods, workloadOf }: ProbeContext,
): ProbeVerdict | undefined {
  const verdicts = pods
    .filter(pod => workloadOf(pod) === 'dns')
    .map(pod => probeVerdict(source.evaluate(pod, DNS_PORT, 'UDP')));
  return verdicts.length > 0 ? common(verdicts) : undefined;
}

/**
 * The flow to a pod, tried by the name of a Service before it: the one way to
 * prove that the pod gets an answer from DNS. Undefined where no Service leads
 * there, or no DNS pod is known.
 */
export function byServiceName(
  flow: ProbeFlow,
  { target, destination, title }: TargetToTry,
  source: JudgedSource,
  context: ProbeContext,
): ProbeFlow | undefined {
  if (target.kind !== 'pod') {
    return undefined;
  }
  const { pods, snapshot } = context;
  const pod = pods.find(
    ({ namespace, name }) =>
      namespace === target.namespace && name === target.name,
  );
  const candidates = pod
    ? snapshot.services.filter(
        service =>
          service.namespace === pod.namespace &&
          // A headless Service does not translate ports.
          service.clusterIPs.some(ip => ip !== 'None') &&
          selects(service, pod),
      )
    : [];
  const service = candidates.find(
    one => pod && servicePort(one, pod, flow.port) !== undefined,
  );
  const port = service && pod && servicePort(service, pod, flow.port);
  const dns = dnsVerdict(source, context);
  if (!service || port === undefined || !dns) {
    return undefined;
  }
  const host = `${service.name}.${service.namespace}.svc`;
  const behind = pods.filter(
    one =>
      one.namespace === service.namespace && one.ready && selects(service, one),
  );
  return {
    ...flow,
    id: `${source.id} ${host}:${port}`,
    destination,
    destinationTitle: title,
    target: {
      kind: 'service',
      namespace: service.namespace,
      name: service.name,
      host,
    },
    port,
    verdict: common(
      behind.map(one => probeVerdict(source.evaluate(one, flow.port))),
    ),
    dns,
  };
}
