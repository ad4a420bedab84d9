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

import Typography from '@material-ui/core/Typography';
import { ContractRowHealth } from '@matrix-network/backstage-plugin-matrix-network-common';
import { Facts } from '../Layout';

/** All of one row of the contract: the rule that decides it, its reason, its ends. */
export function ContractRowDetails(props: { row: ContractRowHealth }) {
  const { row } = props;
  return (
    <>
      <Typography variant="body2" gutterBottom>
        {row.explanation}
      </Typography>
      <Typography variant="body2" color="textSecondary" gutterBottom>
        {row.why}
      </Typography>
      <Facts
        facts={[
          { name: 'From', value: row.source },
          { name: 'To', value: row.destination },
          { name: 'Ports', value: row.ports },
          { name: 'Carried by', value: row.policies.join(', ') || '–' },
        ]}
      />
    </>
  );
}
