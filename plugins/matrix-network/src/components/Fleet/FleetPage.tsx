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

import { LinkButton } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Button from '@material-ui/core/Button';
import TextField from '@material-ui/core/TextField';
import { MatrixClusterSummary } from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId, useState } from 'react';
import { useMatrixClusters } from '../../hooks';
import { certificateCheckPath, rootRouteRef } from '../../routing';
import { PageTitle, Section } from '../Layout';
import { LoadError, Loading, NothingHere, RefreshError } from '../States';
import { CreateButton } from './CreateButton';
import { FleetFilter, filterClusters } from './filterClusters';
import { FleetOverview } from './FleetOverview';
import { FleetTable } from './FleetTable';

/** All Matrix clusters, worst first. */
export function FleetPage() {
  const root = useRouteRef(rootRouteRef)();
  return (
    <>
      <PageTitle
        title="Matrix networks"
        actions={
          <>
            <LinkButton to={certificateCheckPath(root)} variant="outlined">
              Check a certificate
            </LinkButton>
            <CreateButton />
          </>
        }
      />
      <FleetContent />
    </>
  );
}

function FleetContent() {
  const { value, error, loading, refreshing, retry } = useMatrixClusters();
  if (loading) {
    return <Loading what="the Matrix clusters" rows={4} />;
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
  return (
    <>
      <RefreshError error={error} onRetry={retry} />
      {value.length ? (
        <Fleet clusters={value} />
      ) : (
        <NothingHere title="No Matrix clusters yet" action={<CreateButton />}>
          Create one from the template: it asks a few questions, applies the
          networking stack to a Kubernetes cluster, and shows it here.
        </NothingHere>
      )}
    </>
  );
}

function Fleet(props: { clusters: readonly MatrixClusterSummary[] }) {
  const searchId = useId();
  const [filter, setFilter] = useState<FleetFilter>({
    search: '',
    status: 'all',
  });
  const shown = filterClusters(props.clusters, filter);
  return (
    <>
      <FleetOverview
        clusters={props.clusters}
        chosen={filter.status}
        onChoose={status => setFilter({ ...filter, status })}
      />
      <Section
        title="Matrix clusters"
        summary={`${shown.length} of ${props.clusters.length}, worst first`}
        actions={
          <TextField
            id={searchId}
            size="small"
            type="search"
            variant="outlined"
            label="Search"
            value={filter.search}
            onChange={event =>
              setFilter({ ...filter, search: event.target.value })
            }
          />
        }
      >
        {shown.length ? (
          <FleetTable clusters={shown} />
        ) : (
          <NothingHere
            title="No Matrix cluster fits"
            action={
              <Button
                variant="outlined"
                onClick={() => setFilter({ search: '', status: 'all' })}
              >
                Show all
              </Button>
            }
          />
        )}
      </Section>
    </>
  );
}
