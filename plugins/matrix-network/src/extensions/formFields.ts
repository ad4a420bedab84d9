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

import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import {
  createFormField,
  FormFieldBlueprint,
} from '@backstage/plugin-scaffolder-react/alpha';

const textSchema = makeFieldSchema({ output: z => z.string() });
const textsSchema = makeFieldSchema({ output: z => z.array(z.string()) });
const nothingSchema = makeFieldSchema({ output: z => z.null() });
const releaseSchema = makeFieldSchema({
  output: z => z.string(),
  uiOptions: z =>
    z.object({
      component: z.enum(['ingress-nginx', 'cert-manager']).optional(),
    }),
});
const numberSchema = makeFieldSchema({ output: z => z.number() });

/** `ui:field: MatrixKubernetesCluster` */
export const matrixKubernetesClusterField = FormFieldBlueprint.make({
  name: 'matrix-kubernetes-cluster',
  params: {
    field: async () => {
      const m = await import('../components/fields');
      return createFormField({
        name: 'MatrixKubernetesCluster',
        component: m.KubernetesClusterField,
        validation: m.serverValidator('kubernetesCluster'),
        schema: textSchema,
      });
    },
  },
});

/** `ui:field: MatrixClusterName` */
export const matrixClusterNameField = FormFieldBlueprint.make({
  name: 'matrix-cluster-name',
  params: { field: () => textField('MatrixClusterName', 'name') },
});

/** `ui:field: MatrixNamespace` */
export const matrixNamespaceField = FormFieldBlueprint.make({
  name: 'matrix-namespace',
  params: { field: () => textField('MatrixNamespace', 'namespace') },
});

/** `ui:field: MatrixDomain` */
export const matrixDomainField = FormFieldBlueprint.make({
  name: 'matrix-domain',
  params: { field: () => textField('MatrixDomain', 'domain') },
});

/** `ui:field: MatrixContactEmail` */
export const matrixContactEmailField = FormFieldBlueprint.make({
  name: 'matrix-contact-email',
  params: { field: () => textField('MatrixContactEmail', 'contactEmail') },
});

/** `ui:field: MatrixTargetCcu` */
export const matrixTargetCcuField = FormFieldBlueprint.make({
  name: 'matrix-target-ccu',
  params: {
    field: async () => {
      const m = await import('../components/fields');
      return createFormField({
        name: 'MatrixTargetCcu',
        component: m.TargetCcuField,
        validation: m.serverValidator('targetCcu'),
        schema: numberSchema,
      });
    },
  },
});

/** `ui:field: MatrixRelease` */
export const matrixReleaseField = FormFieldBlueprint.make({
  name: 'matrix-release',
  params: {
    field: async () => {
      const m = await import('../components/fields');
      return createFormField({
        name: 'MatrixRelease',
        component: m.ReleaseField,
        validation: m.releaseValidator,
        schema: releaseSchema,
      });
    },
  },
});

/** `ui:field: MatrixCertificateHosts` */
export const matrixCertificateHostsField = FormFieldBlueprint.make({
  name: 'matrix-certificate-hosts',
  params: {
    field: async () => {
      const m = await import('../components/fields');
      return createFormField({
        name: 'MatrixCertificateHosts',
        component: m.HostsField,
        validation: m.serverValidator('certificates.hosts'),
        schema: textsSchema,
      });
    },
  },
});

/** `ui:field: MatrixStackReview` */
export const matrixStackReviewField = FormFieldBlueprint.make({
  name: 'matrix-stack-review',
  params: {
    field: async () => {
      const m = await import('../components/fields');
      return createFormField({
        name: 'MatrixStackReview',
        component: m.StackReviewField,
        validation: m.reviewValidator,
        schema: nothingSchema,
      });
    },
  },
});

async function textField(name: string, specField: string) {
  const m = await import('../components/fields');
  return createFormField({
    name,
    component: m.TextSpecField,
    validation: m.serverValidator(specField),
    schema: textSchema,
  });
}
