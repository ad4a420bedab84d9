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

import Paper from '@material-ui/core/Paper';
import TextField from '@material-ui/core/TextField';
import { useSearchParams } from 'react-router-dom';
import { useMatrixClusters } from '../../hooks';
import { MatrixClusterLoader } from '../Cluster/MatrixClusterLoader';
import { LoadError, Loading, NothingHere } from '../States';
import { CertificateCheckPanel } from './CertificateCheckPanel';

/** Choose a Matrix cluster, then one of its hosts, and see the certificate. */
export function CertificateCheckPage() {
  const { value, error, loading, refreshing, retry } = useMatrixClusters();
  const [params, setParams] = useSearchParams();
  if (loading) {
    return <Loading what="the Matrix clusters" />;
  }
  if (!value) {
    return error ? (
      <LoadError
        what="the Matrix clusters"
        error={error}
        onRetry={retry}
        retrying={refreshing}
      />
    ) : null;
  }
  const names = value.map(cluster => cluster.name);
  const asked = params.get('cluster');
  const chosen = asked && names.includes(asked) ? asked : names[0];
  if (!chosen) {
    return <NothingHere title="There is no Matrix cluster to check yet" />;
  }
  return (
    <>
      <Paper style={{ padding: 16, marginBottom: 24 }}>
        <TextField
          select
          id="matrix-cluster"
          label="Matrix cluster"
          variant="outlined"
          size="small"
          value={chosen}
          SelectProps={{ native: true }}
          onChange={event => setParams({ cluster: event.target.value })}
          style={{ minWidth: 260 }}
        >
          {names.map(name => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </TextField>
      </Paper>
      <MatrixClusterLoader key={chosen} name={chosen}>
        {({ detail }) => <CertificateCheckPanel detail={detail} />}
      </MatrixClusterLoader>
    </>
  );
}
