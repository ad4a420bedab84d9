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
import { useState } from 'react';
import { readHosts, writeHosts } from './hostList';

/** A list of host names, one a line, whose errors the backend words. */
export function HostsField(props: FieldExtensionComponentProps<string[]>) {
  const { formData, onChange, schema, uiSchema, idSchema } = props;
  const { rawErrors, required, disabled, readonly } = props;
  // What is typed keeps its empty lines, which the list has not.
  const [text, setText] = useState(writeHosts(formData));
  const errors = rawErrors ?? [];
  return (
    <TextField
      fullWidth
      multiline
      minRows={2}
      maxRows={12}
      margin="normal"
      id={idSchema.$id}
      label={schema.title}
      value={text}
      required={required}
      disabled={disabled || readonly}
      placeholder={uiSchema['ui:placeholder']}
      error={errors.length > 0}
      helperText={schema.description}
      InputLabelProps={{ shrink: true }}
      onChange={event => {
        setText(event.target.value);
        onChange(readHosts(event.target.value));
      }}
    />
  );
}
