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

import { ownIngresses } from '../ingressHealth';
import { Check } from '../Check';
import { list } from '../text';
import { reapply } from './remedies';

/** The deprecated way to name a class, which controllers still read. */
const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';

/** An Ingress that no controller takes up. */
export const ingressClassMissing: Check = {
  code: 'ingress-class-missing',
  about: 'Every Ingress has a class that exists.',
  needs: ['ingresses', 'ingressClasses'],
  run({ snapshot }) {
    const classes = snapshot.ingressClasses.map(({ name }) => name);
    const hasDefault = snapshot.ingressClasses.some(
      ({ isDefault }) => isDefault,
    );
    return ownIngresses(snapshot).flatMap(
      ({ namespace, name, className, annotations }) => {
        const wanted = className ?? annotations[CLASS_ANNOTATION];
        const served =
          wanted === undefined ? hasDefault : classes.includes(wanted);
        if (served) {
          return [];
        }
        return [
          {
            severity: 'critical',
            subject: { kind: 'Ingress', namespace, name },
            title:
              wanted === undefined
                ? `Ingress ${name} has no class, and the cluster has no default one`
                : `Ingress ${name} has class ${wanted}, which does not exist`,
            cause: `No controller takes it up, so its hosts are not served. The cluster has ${
              classes.length > 0
                ? `IngressClass ${list(classes)}`
                : 'no IngressClass'
            }.`,
            remedy: classes.includes('nginx')
              ? `Set ingressClassName: nginx: kubectl -n ${namespace} patch ingress ${name} --type merge -p '{"spec":{"ingressClassName":"nginx"}}'`
              : `${reapply}: it brings IngressClass nginx.`,
            workloads: [],
          },
        ];
      },
    );
  },
};
