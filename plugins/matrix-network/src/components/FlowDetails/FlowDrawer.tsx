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

import { CopyTextButton } from '@backstage/core-components';
import Drawer from '@material-ui/core/Drawer';
import IconButton from '@material-ui/core/IconButton';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import {
  ConnectivityCell,
  ConnectivityEnd,
  ConnectivityMatrix,
  NetworkSnapshot,
  ProbeReport,
  StackSpec,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { useId } from 'react';
import { FlowEnds } from '../../hooks';
import { cellKindWords, kindOfCell, probeOfFlow } from '../../model';
import { EndLink } from '../EntityNetworkLink';
import { Body, Facts } from '../Layout';
import { ProbeContext, ProbeStart } from '../Probes';
import { Banner, StatusLabel } from '../Status';
import { ContractBetween } from './ContractBetween';
import { PortsTable } from './PortsTable';

const useStyles = makeStyles(theme => ({
  paper: {
    width: 'min(760px, 100vw)',
    padding: theme.spacing(2, 3, 4),
    backgroundColor: theme.palette.background.paper,
  },
  head: { display: 'flex', alignItems: 'flex-start', gap: theme.spacing(1) },
  title: { flex: 1, margin: 0, fontSize: '1.3rem', fontWeight: 600 },
  part: { marginTop: theme.spacing(2) },
}));

/** What is known of a network, for whoever explains a flow of it. */
export interface FlowContext {
  matrix: ConnectivityMatrix;
  network: NetworkSnapshot;
  spec: StackSpec;
  probes?: ProbeReport;
}

/** The cell of a flow with both its ends; undefined where there is none. */
function cellOf(matrix: ConnectivityMatrix, flow: FlowEnds | undefined) {
  const cell = matrix.cells.find(
    ({ source, destination }) =>
      source === flow?.source && destination === flow.destination,
  );
  const endOf = (id: string | undefined) =>
    matrix.ends.find(end => end.id === id);
  const source = endOf(cell?.source);
  const destination = endOf(cell?.destination);
  return cell && source && destination
    ? { cell, source, destination }
    : undefined;
}

/** Explains one flow beside the page: ports, verdicts, and the rules that decide. */
export function FlowDrawer(props: {
  flow: FlowEnds | undefined;
  context: FlowContext;
  probing: ProbeContext;
  onClose: () => void;
}) {
  const classes = useStyles();
  const titleId = useId();
  const { flow, context, probing, onClose } = props;
  const shown = cellOf(context.matrix, flow);
  return (
    <Drawer
      anchor="right"
      open={shown !== undefined}
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-labelledby': titleId,
        className: classes.paper,
      }}
    >
      {shown && (
        <Body>
          <FlowDetails
            key={`${shown.cell.source} ${shown.cell.destination}`}
            titleId={titleId}
            context={context}
            probing={probing}
            onClose={onClose}
            {...shown}
          />
        </Body>
      )}
    </Drawer>
  );
}

function FlowDetails(props: {
  titleId: string;
  cell: ConnectivityCell;
  source: ConnectivityEnd;
  destination: ConnectivityEnd;
  context: FlowContext;
  probing: ProbeContext;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { titleId, cell, source, destination, context, onClose } = props;
  const { network, spec, probes } = context;
  return (
    <>
      <div className={classes.head}>
        <h2 id={titleId} className={classes.title}>
          {source.title} → {destination.title}
        </h2>
        <CopyTextButton
          text={window.location.href}
          tooltipText="Copied"
          aria-label="Copy a link to this flow"
        />
        <IconButton size="small" onClick={onClose} aria-label="Close">
          <CloseIcon />
        </IconButton>
      </div>
      <StatusLabel state={cellKindWords[kindOfCell(cell)]} />
      <div className={classes.part}>
        <Facts
          facts={[
            { name: 'From', value: <End spec={spec} end={source} /> },
            { name: 'To', value: <End spec={spec} end={destination} /> },
          ]}
        />
      </div>
      {cell.why !== undefined && (
        <Banner tone="neutral" title="This cannot be judged">
          {cell.why}
        </Banner>
      )}
      <div className={classes.part}>
        <ContractBetween rows={cell.rows} spec={spec} />
      </div>
      {cell.ports.length > 0 && (
        <div className={classes.part}>
          <Typography variant="subtitle2" component="h3">
            Ports
          </Typography>
          <PortsTable
            cell={cell}
            sourceTitle={source.title}
            destinationTitle={destination.title}
            network={network}
            probes={probes}
          />
        </div>
      )}
      <div className={classes.part}>
        <ProbeStart
          label="Probe this flow"
          context={props.probing}
          {...probeOfFlow(cell, spec, network.facts)}
        />
      </div>
    </>
  );
}

function End(props: { spec: StackSpec; end: ConnectivityEnd }) {
  const { spec, end } = props;
  return (
    <>
      <EndLink matrixCluster={spec.name} end={end} />, {podsText(end)}
    </>
  );
}

function podsText({ kind, pods, id }: ConnectivityEnd): string {
  if (kind === 'stranger' && pods === 0) {
    return id === 'internet' ? 'all public addresses' : 'need not exist';
  }
  return pods === 1 ? '1 pod' : `${pods} pods`;
}
