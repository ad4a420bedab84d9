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
import { policyTypesOf } from '../assess/policyNormal';
import { NetworkPolicy } from '../kubernetes/types';

/**
 * Whether a policy holds anything back from pods that it selects, be there such
 * pods now or not: in a direction in which it isolates them it does not let
 * everything through.
 * @public
 */
export function closesSomething({
  spec,
}: Pick<NetworkPolicy, 'spec'>): boolean {
  const { ingress = [], egress = [] } = spec;
  const isOpen = {
    Ingress: ingress.some(({ from, ports }) => isEmpty(from) && isEmpty(ports)),
    Egress: egress.some(({ to, ports }) => isEmpty(to) && isEmpty(ports)),
  };
  return policyTypesOf(spec).some(direction => !isOpen[direction]);
}

/** An empty list names everything, as one that is left out. */
function isEmpty(list: readonly unknown[] | undefined): boolean {
  return (list ?? []).length === 0;
}
