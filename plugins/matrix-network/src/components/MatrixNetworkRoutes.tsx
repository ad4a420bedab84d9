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

import { Content, Link } from '@backstage/core-components';
import { useRouteRef } from '@backstage/core-plugin-api';
import Typography from '@material-ui/core/Typography';
import { Route, Routes, useParams } from 'react-router-dom';
import {
  certificateCheckSubPath,
  clusterSubPath,
  rootRouteRef,
} from '../routing';
import { CertificateCheckPage } from './CertificateCheck';
import { MatrixClusterNetwork } from './Cluster';
import { FleetPage } from './Fleet';
import { Body, PageTitle } from './Layout';

/** The pages below `/matrix-network`. The app's page frame is around them. */
export function MatrixNetworkRoutes() {
  return (
    <Content>
      <Body>
        <Routes>
          <Route path="/" element={<FleetPage />} />
          <Route path={clusterSubPath} element={<ClusterPage />} />
          <Route
            path={certificateCheckSubPath}
            element={
              <>
                <BackLink />
                <PageTitle title="Check a certificate" />
                <CertificateCheckPage />
              </>
            }
          />
        </Routes>
      </Body>
    </Content>
  );
}

function ClusterPage() {
  const { name = '' } = useParams();
  return (
    <>
      <BackLink />
      <PageTitle title={name} />
      <MatrixClusterNetwork name={name} />
    </>
  );
}

function BackLink() {
  const root = useRouteRef(rootRouteRef)();
  return (
    <Typography variant="body2" component="nav" gutterBottom aria-label="Back">
      <Link to={root}>All Matrix clusters</Link>
    </Typography>
  );
}
