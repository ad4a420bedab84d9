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

import { z } from 'zod';
import { cidrSchema, ipAddressSchema } from './fields/addresses';
import { apiServerAddressSchema } from './fields/apiServerAddress';
import { contactEmailSchema } from './fields/contactEmail';
import { dnsLabelSchema } from './fields/dnsLabel';
import { domainNameSchema } from './fields/domainName';
import { namespaceSchema } from './fields/namespace';
import { nodePortSchema } from './fields/nodePort';
import { kubernetesClusterSchema } from './fields/kubernetesCluster';
import { registrySchema } from './fields/registry';
import { releaseVersionSchema } from './fields/releaseVersion';
import { secretNameSchema } from './fields/secretName';
import { teamRowSchema } from './fields/teamRow';

/** Most concurrent users (CCU) that a spec may ask for; a larger number is a slip of the keyboard. @public */
export const MAX_TARGET_CCU = 1_000_000;

const cidrs = z.array(cidrSchema).max(256).default([]);

/**
 * Schema of {@link StackSpec}: the user's answers for one Matrix cluster.
 * Fields are checked here one by one; how they go together is checked by the
 * rules of {@link validateStackSpec}.
 * @public
 */
export const stackSpecSchema = z.strictObject({
  name: dnsLabelSchema,
  /** As in `kubernetes.clusterLocatorMethods`. */
  kubernetesCluster: kubernetesClusterSchema,
  namespace: namespaceSchema.default('matrix'),
  domain: domainNameSchema,
  contactEmail: contactEmailSchema.optional(),
  /** Concurrent users (CCU) to be served. */
  targetCcu: z.number().int().min(1).max(MAX_TARGET_CCU),
  workloads: z
    .strictObject({
      lawfulInterception: z.boolean().default(true),
      liveKit: z.boolean().default(true),
      antivirus: z.boolean().default(true),
      /** Copies into the LI instance; without that instance there is none. */
      syncSystem: z.boolean().default(true),
      keyVault: z.boolean().default(true),
      elementWeb: z.boolean().default(true),
      turn: z.boolean().default(true),
      haproxy: z.boolean().default(false),
      sygnal: z.boolean().default(false),
    })
    .prefault({}),
  ingress: z
    .strictObject({
      release: releaseVersionSchema.default('1.15.1'),
      exposure: z
        .enum(['nodePort', 'loadBalancer', 'nodeLocal'])
        .default('nodePort'),
      nodePorts: z
        .strictObject({
          http: nodePortSchema.default(30080),
          https: nodePortSchema.default(30443),
        })
        .prefault({}),
      /** Something in front of the NodePorts forwards ports 80 and 443 to them. */
      port80Forwarded: z.boolean().default(false),
    })
    .prefault({}),
  certificates: z
    .strictObject({
      management: z
        .enum(['install', 'existing', 'external'])
        .default('install'),
      release: releaseVersionSchema.default('1.21.1'),
      issuer: z
        .enum([
          'letsencrypt-prod',
          'letsencrypt-staging',
          'selfsigned',
          'organisation-ca',
        ])
        .default('letsencrypt-prod'),
      /** Secret with the organisation's CA, for issuer `organisation-ca`. */
      organisationCaSecret: secretNameSchema.optional(),
      wildcard: z.boolean().default(false),
      /**
       * `false` leaves the ClusterIssuers of Let's Encrypt out, which would try to
       * reach it for ever on a site without internet. Left out: true.
       */
      letsEncrypt: z.boolean().optional(),
      /**
       * Names that TLS Secrets from elsewhere have to cover, for management
       * `external`. Left out: the domain, and every name one label below it.
       */
      hosts: z.array(domainNameSchema).min(1).max(100).optional(),
    })
    .prefault({}),
  /** What is left empty is filled from the cluster; what stands here wins. */
  network: z
    .strictObject({
      podCidrs: cidrs,
      serviceCidrs: cidrs,
      nodeCidrs: cidrs,
      /** `address` or `address:port`; without a port, 443 and 6443. */
      apiServers: z.array(apiServerAddressSchema).max(64).default([]),
      /** NodeLocal DNSCache at 169.254.20.10. */
      nodeLocalDns: z.boolean().default(true),
      /** DNS servers beside the pods of CoreDNS, such as a Service address that a node cache answers. */
      dnsServers: z.array(ipAddressSchema).max(16).default([]),
      /** The cluster's DNS is OpenShift's: namespace openshift-dns, pod port 5353. */
      openShiftDns: z.boolean().default(false),
      /** LI PostgreSQL subscribes to main PostgreSQL (contract row F30); off by default. */
      liReplicationFromMain: z.boolean().default(false),
    })
    .prefault({}),
  images: z
    .strictObject({ registry: registrySchema.nullable().default(null) })
    .prefault({}),
  monitoring: z
    .strictObject({ prometheusNamespace: dnsLabelSchema.default('monitoring') })
    .prefault({}),
  /** Contract rows of the team's own, beside those that ship with the product. */
  contract: z.array(teamRowSchema).max(200).default([]),
});

/** @public */
export type StackSpec = z.output<typeof stackSpecSchema>;

/** What a user may write: only `name`, `kubernetesCluster`, `domain` and `targetCcu` have no default. @public */
export type StackSpecInput = z.input<typeof stackSpecSchema>;
