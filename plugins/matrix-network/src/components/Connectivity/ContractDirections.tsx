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
import { ContractTable } from './ContractTable';

/** What the contract says of one workload, in both directions: for where the flows themselves cannot be shown. */
export function ContractDirections(props: {
  inbound: readonly ContractRowHealth[];
  outbound: readonly ContractRowHealth[];
}) {
  return (
    <>
      <Direction
        title="Who can reach me"
        rows={props.inbound}
        sides="source"
        emptyText="The connectivity contract names no flow to this workload."
      />
      <Direction
        title="Whom can I reach"
        rows={props.outbound}
        sides="destination"
        emptyText="The connectivity contract names no flow from this workload."
      />
    </>
  );
}

function Direction(props: {
  title: string;
  rows: readonly ContractRowHealth[];
  sides: 'source' | 'destination';
  emptyText: string;
}) {
  return (
    <div style={{ marginTop: 8, marginBottom: 16 }}>
      <Typography variant="subtitle2" component="h3">
        {props.title}
      </Typography>
      {props.rows.length ? (
        <ContractTable
          rows={props.rows}
          label={props.title}
          sides={props.sides}
        />
      ) : (
        <Typography variant="body2" color="textSecondary">
          {props.emptyText}
        </Typography>
      )}
    </div>
  );
}
