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

import { Health } from '../health/Health';
import { ControllerSnapshot, Snapshot } from '../snapshot/Snapshot';
import { cniSignatures, CniSignature } from './cniSignatures';
import { readProblem, sourceTitles, wasRead } from './reads';

type Cni = Health['cni'];

/** A network plugin's agent, as found on the cluster. */
export interface CniAgent {
  signature: CniSignature;
  controller?: ControllerSnapshot;
  enforces: Cni['enforcesPolicies'];
  evidence: string;
}

function agentController(
  signature: CniSignature,
  snapshot: Snapshot,
): ControllerSnapshot | undefined {
  return snapshot.controllers.find(
    ({ kind, name, podLabels, images, desired }) =>
      kind === 'DaemonSet' &&
      // One for no node enforces nothing.
      desired > 0 &&
      (signature.daemonSet.test(name) ||
        (signature.podLabel !== undefined &&
          podLabels[signature.podLabel.key] === signature.podLabel.value)) &&
      (signature.image === undefined ||
        images.some(image => signature.image?.test(image))),
  );
}

function controllerEvidence(controller: ControllerSnapshot): string {
  return `DaemonSet ${controller.namespace}/${controller.name}, ${controller.ready} of ${controller.desired} ready`;
}

/** Pods tell what DaemonSets can't where those may not be read. Anybody may label a pod so: where they are read, they decide. */
function podEvidence(
  signature: CniSignature,
  snapshot: Snapshot,
): string | undefined {
  const { podLabel, image } = signature;
  const pods =
    podLabel === undefined ||
    image !== undefined ||
    wasRead(snapshot, 'daemonSets')
      ? []
      : snapshot.pods.filter(
          ({ labels, phase }) =>
            phase === 'Running' && labels[podLabel.key] === podLabel.value,
        );
  return pods.length > 0
    ? `${pods.length} pods labelled ${podLabel?.key}=${podLabel?.value} in namespace ${pods[0].namespace}`
    : undefined;
}

/** Agents of network plugins that run on the cluster, those that decide first. */
export function cniAgents(snapshot: Snapshot): CniAgent[] {
  return cniSignatures.flatMap(signature => {
    const controller = agentController(signature, snapshot);
    const evidence = controller
      ? controllerEvidence(controller)
      : podEvidence(signature, snapshot);
    return evidence
      ? [
          {
            signature,
            enforces:
              (controller && signature.enforcesBy?.(controller)) ??
              signature.enforces,
            evidence,
            ...(controller && { controller }),
          },
        ]
      : [];
  });
}

function crdOnly(snapshot: Snapshot): Cni | undefined {
  for (const { name, crd } of cniSignatures) {
    const found =
      crd && snapshot.customResourceDefinitions.find(type => crd.test(type));
    if (found) {
      return {
        name,
        enforcesPolicies: 'unknown',
        evidence: `The cluster has the CustomResourceDefinition ${found}, but no agent of ${name} was found`,
      };
    }
  }
  return undefined;
}

function nothingFound(snapshot: Snapshot): Cni {
  const unread = (['daemonSets', 'pods'] as const).filter(
    source => !wasRead(snapshot, source),
  );
  return {
    name: 'unknown',
    enforcesPolicies: 'unknown',
    evidence:
      unread.length > 0
        ? `Not all that would tell could be read: ${unread
            .map(
              source =>
                `${sourceTitles[source]} (${readProblem(
                  snapshot.reads[source],
                )})`,
            )
            .join(', ')}`
        : 'None of the DaemonSets, pods and CustomResourceDefinitions belongs to a network plugin that is known here',
  };
}

/**
 * The network plugin that decides over NetworkPolicies on this cluster, in
 * whichever namespace it lives. A plugin that only connects pods counts where
 * none that enforces policies runs beside it.
 */
export function detectCni(snapshot: Snapshot): Cni {
  const agents = cniAgents(snapshot);
  const deciding =
    agents.find(({ enforces }) => enforces === 'yes') ??
    agents.find(({ enforces }) => enforces === 'unknown') ??
    agents[0];
  if (!deciding) {
    return crdOnly(snapshot) ?? nothingFound(snapshot);
  }
  const { signature, enforces, evidence } = deciding;
  return {
    name: signature.name,
    enforcesPolicies: enforces,
    evidence: signature.note ? `${evidence}. ${signature.note}` : evidence,
  };
}
