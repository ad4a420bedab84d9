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

import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import TextField from '@material-ui/core/TextField';
import Typography from '@material-ui/core/Typography';
import {
  ingressReplicasFor,
  MAX_TARGET_CCU,
} from '@matrix-network/backstage-plugin-matrix-network-common';
import { formValues } from './formValues';

/** A number of concurrent users, with the ingress replicas that it takes. */
export function TargetCcuField(props: FieldExtensionComponentProps<number>) {
  const { formData, onChange, schema, idSchema, formContext } = props;
  const errors = props.rawErrors ?? [];
  return (
    <div>
      <TextField
        fullWidth
        type="number"
        margin="normal"
        id={idSchema.$id}
        label={schema.title ?? 'Concurrent users (CCU)'}
        value={formData ?? ''}
        required={props.required}
        disabled={props.disabled || props.readonly}
        // The backend says what is accepted; the browser's own bounds would not let it.
        inputProps={{ step: 'any' }}
        error={errors.length > 0}
        helperText={schema.description}
        onChange={event =>
          onChange(
            event.target.value === '' ? undefined : Number(event.target.value),
          )
        }
      />
      <Typography variant="body2" aria-live="polite">
        {replicasText(formData, isNodeLocal(formValues(formContext)))}
      </Typography>
    </div>
  );
}

/** What the number means for the ingress controller. */
export function replicasText(
  ccu: number | undefined,
  nodeLocal: boolean,
): string {
  if (
    ccu === undefined ||
    !Number.isInteger(ccu) ||
    ccu < 1 ||
    ccu > MAX_TARGET_CCU
  ) {
    return '';
  }
  if (nodeLocal) {
    return 'The ingress controller runs once on every node.';
  }
  const { replicas, advice } = ingressReplicasFor(ccu);
  const text = `The ingress controller gets ${replicas} ${
    replicas === 1 ? 'replica' : 'replicas'
  }.`;
  return advice ? `${text} ${advice}` : text;
}

function isNodeLocal(answers: Record<string, unknown>): boolean {
  const { ingress } = answers;
  return (
    typeof ingress === 'object' &&
    ingress !== null &&
    'exposure' in ingress &&
    ingress.exposure === 'nodeLocal'
  );
}
