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

import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { contractState } from '../../model';
import { Disclosure, Section } from '../Layout';
import { StatusLabel } from '../Status';
import { ContractTable } from './ContractTable';

/** The whole contract: violated rows in sight, the others one click away. */
export function ContractSection(props: {
  contract: readonly ContractRowHealth[];
}) {
  const { contract } = props;
  const violated = contract.filter(row => row.outcome === 'violated');
  const others = contract.filter(row => row.outcome !== 'violated');
  return (
    <Section
      title="Connectivity contract"
      summary={<StatusLabel state={contractState(contract)} />}
    >
      {violated.length > 0 && (
        <ContractTable rows={violated} label="Violated flows" sides="both" />
      )}
      {others.length > 0 && (
        <Disclosure
          summary={`${others.length} flows that hold or cannot be judged`}
        >
          <ContractTable rows={others} label="Other flows" sides="both" />
        </Disclosure>
      )}
    </Section>
  );
}
