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
import { StackSpec } from '../spec/StackSpec';
import { ClusterFacts, StackWarning } from '../stack/types';
import { findRelease, releasesOf } from './catalogue';
import { describeUpgrade } from './describeUpgrade';
import { fittingReleases } from './fittingReleases';
import { challengePathConflict } from './challengePathConflict';
import {
  describeKubernetesRange,
  kubernetesSupport,
} from './kubernetesSupport';
import { Release, ReleaseComponent } from './types';

/** Something about the chosen releases: an `error` cannot work, a `warning` can. @public */
export interface ReleaseIssue extends StackWarning {
  severity: 'error' | 'warning';
}

interface Choice {
  component: ReleaseComponent;
  version: string;
  field: string;
}

function choicesOf(spec: StackSpec): Choice[] {
  const choices: Choice[] = [
    {
      component: 'ingress-nginx',
      version: spec.ingress.release,
      field: 'ingress.release',
    },
  ];
  if (spec.certificates.management === 'install') {
    choices.push({
      component: 'cert-manager',
      version: spec.certificates.release,
      field: 'certificates.release',
    });
  }
  return choices;
}

function unknownRelease({ component, version, field }: Choice): ReleaseIssue {
  const known = releasesOf(component).map(release => release.version);
  return {
    code: 'release-unknown',
    severity: 'error',
    field,
    message: `${component} ${version} is not in the catalogue; accepted: ${known.join(
      ', ',
    )}`,
  };
}

function vulnerable(
  release: Release,
  field: string,
  kubernetesVersion: string | undefined,
): ReleaseIssue[] {
  const fixable = release.advisories.filter(({ fixedIn }) => fixedIn.length);
  if (fixable.length === 0) {
    return [];
  }
  const worst = fixable[0];
  return [
    {
      code: 'release-vulnerable',
      severity: 'warning',
      field,
      message: `${release.component} ${release.version} has ${
        fixable.length
      } known vulnerabilities, the worst being ${worst.id} (${
        worst.severity
      }): ${worst.summary} ${describeUpgrade(
        release.component,
        release.version,
        kubernetesVersion,
      )}`,
    },
  ];
}

/** The releases that were tested with this version, if there are any. */
function instead(
  { component }: Release,
  kubernetesVersion: string | undefined,
): string {
  const tested = fittingReleases(component, kubernetesVersion)
    .filter(({ support }) => support === 'supported')
    .map(({ release }) => release.version);
  return tested.length > 0
    ? `, which ${tested.join(', ')} is tested with`
    : ', which no release of the catalogue is tested with';
}

function unsupported(
  release: Release,
  field: string,
  kubernetesVersion: string | undefined,
): ReleaseIssue[] {
  const support = kubernetesSupport(release, kubernetesVersion);
  if (support === 'supported' || support === 'unknown') {
    return [];
  }
  return [
    {
      code: 'release-unsupported-kubernetes',
      severity: 'warning',
      field,
      message: `${release.component} ${
        release.version
      } is tested with Kubernetes ${describeKubernetesRange(
        release.kubernetes,
      )}; this cluster runs ${kubernetesVersion}${instead(
        release,
        kubernetesVersion,
      )}`,
    },
  ];
}

function issuesOfChoice(
  choice: Choice,
  kubernetesVersion: string | undefined,
): ReleaseIssue[] {
  const release = findRelease(choice.component, choice.version);
  if (!release) {
    return [unknownRelease(choice)];
  }
  return [
    ...vulnerable(release, choice.field, kubernetesVersion),
    ...unsupported(release, choice.field, kubernetesVersion),
  ];
}

function certManagerVersion(
  spec: StackSpec,
  facts: Partial<ClusterFacts>,
): string | undefined {
  switch (spec.certificates.management) {
    case 'install':
      return spec.certificates.release;
    case 'existing':
      return facts.certManager?.version;
    default:
      return undefined;
  }
}

function usesHttp01(spec: StackSpec): boolean {
  return (
    spec.certificates.management !== 'external' &&
    spec.certificates.issuer.startsWith('letsencrypt-')
  );
}

function http01Issues(
  spec: StackSpec,
  facts: Partial<ClusterFacts>,
): ReleaseIssue[] {
  if (!usesHttp01(spec)) {
    return [];
  }
  const issues: ReleaseIssue[] = [];
  const installed = certManagerVersion(spec, facts);
  const conflict =
    installed && challengePathConflict(spec.ingress.release, installed);
  if (conflict) {
    issues.push({
      code: 'challenge-path-conflict',
      severity: 'error',
      field: 'ingress.release',
      message: `${conflict}; choose ingress-nginx 1.12.6, 1.13.2, 1.14.0 or newer`,
    });
  }
  if (spec.ingress.exposure === 'nodePort' && !spec.ingress.port80Forwarded) {
    issues.push({
      code: 'http01-port80',
      severity: 'warning',
      field: 'ingress.port80Forwarded',
      message: `Let's Encrypt always asks on port 80, and NodePort ${spec.ingress.nodePorts.http} does not listen there: forward port 80 to it, or choose exposure loadBalancer or nodeLocal`,
    });
  }
  if (spec.certificates.wildcard) {
    issues.push({
      code: 'wildcard-http01',
      severity: 'error',
      field: 'certificates.wildcard',
      message: `HTTP-01, which ${spec.certificates.issuer} uses, cannot issue a wildcard certificate; accepted with a wildcard: issuer selfsigned or organisation-ca, or management external`,
    });
  }
  return issues;
}

/**
 * What is wrong or risky about the releases that a spec chooses, by themselves,
 * together, and on the cluster that the facts describe.
 * @public
 */
export function releaseCombinationIssues(
  spec: StackSpec,
  facts: Partial<ClusterFacts> = {},
): ReleaseIssue[] {
  return [
    ...choicesOf(spec).flatMap(choice =>
      issuesOfChoice(choice, facts.kubernetesVersion),
    ),
    ...http01Issues(spec, facts),
  ];
}
