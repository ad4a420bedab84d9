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

import { ingressNginxRelease } from '../mirror/ingressNginx';
import { ingress, service, workload } from '../demo/manifests';
import { TestCluster } from '../__testUtils__/TestCluster';
import { readyAddresses } from './endpointSlice';
import {
  ENDPOINT_SLICE,
  INGRESS,
  POD_DISRUPTION_BUDGET,
  SECRET,
  SERVICE,
  VALIDATING_WEBHOOK,
} from './kinds';

const labels = { app: 'web' };
const web = workload({
  kind: 'Deployment',
  namespace: 'matrix',
  name: 'web',
  image: 'example.org/web:1',
  labels,
  ports: ['http:8080'],
  replicas: 2,
});

describe('what stands before pods', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = new TestCluster();
  });

  afterEach(() => cluster.close());

  const slices = (name: string) =>
    cluster.state.list(ENDPOINT_SLICE, {
      namespace: 'matrix',
      labelSelector: `kubernetes.io/service-name=${name}`,
    });

  it('lists ready addresses, with a named targetPort resolved on the pods', async () => {
    cluster.apply(web, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'matrix' },
      spec: {
        selector: labels,
        ports: [{ name: 'main', port: 80, targetPort: 'http' }],
      },
    });
    const [slice] = await cluster.eventually('two addresses', () => {
      const found = slices('web');
      return readyAddresses(found).length === 2 && found;
    });
    expect(slice.ports).toEqual([
      { name: 'main', port: 8080, protocol: 'TCP' },
    ]);
  });

  it('keeps one empty slice for a Service that selects nothing', async () => {
    cluster.apply(
      service({
        namespace: 'matrix',
        name: 'nobody',
        selector: { app: 'nobody' },
        ports: ['http:80'],
      }),
    );
    const [slice] = await cluster.eventually(
      'a slice',
      () => slices('nobody').length === 1 && slices('nobody'),
    );
    expect(readyAddresses([slice])).toEqual([]);
  });

  it('gives a Service of type LoadBalancer an address', async () => {
    const { spec, ...rest } = service({
      namespace: 'matrix',
      name: 'edge',
      selector: labels,
      ports: ['http:80'],
    });
    cluster.apply({ ...rest, spec: { ...Object(spec), type: 'LoadBalancer' } });
    const address = await cluster.eventually(
      'an address',
      () =>
        cluster.state.get(SERVICE, 'matrix', 'edge')?.status?.loadBalancer
          ?.ingress?.[0].ip,
    );
    expect(address).toBe('192.0.2.240');
  });

  it('says how many pods a PodDisruptionBudget lets go', async () => {
    cluster.apply(web, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'web', namespace: 'matrix' },
      spec: { minAvailable: 1, selector: { matchLabels: labels } },
    });
    const { status } = await cluster.eventually('two healthy', () => {
      const found = cluster.state.get(POD_DISRUPTION_BUDGET, 'matrix', 'web');
      return found?.status?.currentHealthy === 2 && found;
    });
    expect(status).toMatchObject({
      expectedPods: 2,
      desiredHealthy: 1,
      disruptionsAllowed: 1,
    });
  });

  describe.each(['1.11.1', '1.15.1'])('with ingress-nginx %s', version => {
    const route = (name: string, path = '/') =>
      ingress({
        namespace: 'matrix',
        name,
        host: 'chat.example.org',
        tlsSecret: 'chat-tls',
        paths: [{ path, service: 'web', port: 80 }],
      });

    beforeEach(async () => {
      cluster.apply(web, route('first'));
      cluster.apply(...(ingressNginxRelease(version) ?? []));
      await cluster.eventually('the status of the Ingress', () => {
        const status = cluster.state.get(INGRESS, 'matrix', 'first')?.status;
        return status?.loadBalancer?.ingress?.length === 1;
      });
      await cluster.eventually(
        'its CA',
        () =>
          cluster.state.get(
            VALIDATING_WEBHOOK,
            undefined,
            'ingress-nginx-admission',
          )?.webhooks?.[0].clientConfig.caBundle,
      );
    });

    it('comes up once its admission Jobs have written Secret and CA', () => {
      const data = cluster.state.get(
        SECRET,
        'ingress-nginx',
        'ingress-nginx-admission',
      )?.data;
      expect(Object.keys(data ?? {}).sort()).toEqual(['ca', 'cert', 'key']);
      expect(
        cluster.state.get(
          VALIDATING_WEBHOOK,
          undefined,
          'ingress-nginx-admission',
        )?.webhooks?.[0].clientConfig.caBundle,
      ).toBe(data?.ca);
    });

    it('refuses a second Ingress for the same host and path', () => {
      expect(() => cluster.apply(route('second'))).toThrow(
        'admission webhook "validate.nginx.ingress.kubernetes.io" denied the request: host "chat.example.org" and path "/" is already defined in ingress matrix/first',
      );
    });

    it('refuses snippets', () => {
      const object = route('snippet', '/x');
      expect(() =>
        cluster.apply({
          ...object,
          metadata: {
            ...object.metadata,
            annotations: {
              'nginx.ingress.kubernetes.io/configuration-snippet': 'deny all;',
            },
          },
        }),
      ).toThrow(
        'annotation cannot be used. Snippet directives are disabled by the Ingress administrator',
      );
    });
  });

  it('refuses Exact paths with a dot where the controller is a version with that fault', async () => {
    const release = ingressNginxRelease('1.15.1') ?? [];
    cluster.apply(
      ...JSON.parse(
        JSON.stringify(release).replaceAll(':v1.15.1@', ':v1.13.0@'),
      ),
    );
    await cluster.eventually(
      'the controller and its CA',
      () =>
        cluster.state.get(
          VALIDATING_WEBHOOK,
          undefined,
          'ingress-nginx-admission',
        )?.webhooks?.[0].clientConfig.caBundle,
    );
    const solver = ingress({
      namespace: 'matrix',
      name: 'solver',
      host: 'chat.example.org',
      tlsSecret: 'x',
      paths: [
        { path: '/.well-known/acme-challenge/token', service: 'web', port: 80 },
      ],
    });
    const denial = await cluster.eventually('a denial', () => {
      try {
        cluster.apply(solver);
        return undefined;
      } catch (error) {
        // Until the controller is ready there is another reason.
        const text = String(error);
        return text.includes('failed calling webhook') ? undefined : text;
      }
    });
    expect(denial).toContain(
      'ingress contains invalid paths: path /.well-known/acme-challenge/token cannot be used with pathType Prefix',
    );
  });

  it('fails every Ingress while the controller behind the webhook is down', () => {
    const webhook = (ingressNginxRelease('1.15.1') ?? []).filter(({ kind }) =>
      ['Namespace', 'Service', 'ValidatingWebhookConfiguration'].includes(kind),
    );
    cluster.apply(...webhook);
    expect(() =>
      cluster.apply(
        ingress({
          namespace: 'matrix',
          name: 'any',
          host: 'chat.example.org',
          tlsSecret: 'x',
          paths: [{ path: '/', service: 'web', port: 80 }],
        }),
      ),
    ).toThrow(
      'Internal error occurred: failed calling webhook "validate.nginx.ingress.kubernetes.io": failed to call webhook: Post "https://ingress-nginx-controller-admission.ingress-nginx.svc:443/networking/v1/ingresses?timeout=10s": no endpoints available for service "ingress-nginx-controller-admission"',
    );
  });
});
