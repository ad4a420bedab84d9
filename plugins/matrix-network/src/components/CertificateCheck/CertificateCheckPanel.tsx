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

import { useApi } from '@backstage/core-plugin-api';
import { usePermission } from '@backstage/plugin-permission-react';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import {
  MatrixClusterDetail,
  matrixNetworkCheckPermission,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { FormEvent, useId, useState } from 'react';
import useAsyncFn from 'react-use/esm/useAsyncFn';
import { matrixNetworkApiRef } from '../../api';
import { Section } from '../Layout';
import { LoadError } from '../States';
import { Banner } from '../Status';
import { CheckResult } from './CheckResult';
import { hostsOf } from './hosts';

const useStyles = makeStyles(theme => ({
  form: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    alignItems: 'center',
    margin: theme.spacing(1, 0, 2),
  },
  host: { minWidth: 260 },
  port: { width: 110 },
}));

const defaultPort = 443;

/** Tries a TLS handshake with one of a Matrix cluster's own hosts. */
export function CertificateCheckPanel(props: { detail: MatrixClusterDetail }) {
  const classes = useStyles();
  const hostId = useId();
  const { detail } = props;
  const api = useApi(matrixNetworkApiRef);
  const { allowed, loading: asking } = usePermission({
    permission: matrixNetworkCheckPermission,
  });
  const hosts = hostsOf(detail);
  const [chosenHost, setHost] = useState<string>();
  const [port, setPort] = useState(defaultPort);
  const host = chosenHost ?? hosts[0];
  const name = detail.spec.name;
  const [state, check] = useAsyncFn(
    () => api.checkCertificate(name, { host, port }),
    [api, name, host, port],
  );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    check();
  };
  return (
    <Section title="Certificate check">
      <Typography variant="body2">
        Connects from the backend to a host that this Matrix cluster&apos;s own
        Ingresses and Certificates name, and shows the certificate that answers.
      </Typography>
      {!asking && !allowed && (
        <Banner tone="neutral" title="You may not run checks">
          This takes the permission <code>matrix-network.check</code>.
        </Banner>
      )}
      {hosts.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          No Ingress or Certificate of {name} names a host yet.
        </Typography>
      ) : (
        <form className={classes.form} onSubmit={submit}>
          <TextField
            select
            id={hostId}
            label="Host"
            variant="outlined"
            size="small"
            className={classes.host}
            value={host}
            SelectProps={{ native: true }}
            onChange={event => setHost(event.target.value)}
          >
            {hosts.map(option => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </TextField>
          <TextField
            id={`${hostId}-port`}
            label="Port"
            type="number"
            variant="outlined"
            size="small"
            className={classes.port}
            value={port}
            inputProps={{ min: 1, max: 65535 }}
            onChange={event => setPort(Number(event.target.value))}
          />
          <Button
            type="submit"
            variant="contained"
            color="primary"
            disabled={!allowed || state.loading}
          >
            Check
          </Button>
        </form>
      )}
      {state.loading && <LinearProgress aria-label="Connecting" />}
      {state.error && (
        <LoadError
          what="the certificate"
          error={state.error}
          permission="matrix-network.check"
        />
      )}
      {!state.loading && state.value && <CheckResult check={state.value} />}
    </Section>
  );
}
