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
import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { useEffect } from 'react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { matrixNetworkApiRef } from '../../api';
import { LoadError, Loading } from '../States';
import { Banner } from '../Status';
import { formValues, specOf } from './formValues';
import { ReviewPlan } from './ReviewPlan';
import { StackReview } from './StackReview';

/**
 * Shows what the answers so far would apply, before anything is. Its value is
 * always null: it asks nothing, but the scaffolder validates only fields that
 * have a value.
 */
export function StackReviewField(props: FieldExtensionComponentProps<null>) {
  const { formData, onChange, formContext } = props;
  const api = useApi(matrixNetworkApiRef);
  const spec = specOf(formValues(formContext));
  const key = JSON.stringify(spec);

  useEffect(() => {
    if (formData === undefined) {
      onChange(null);
    }
  }, [formData, onChange]);

  const { value, error, loading, retry } = useAsyncRetry(async () => {
    const validation = await api.validateSpec(spec);
    return {
      validation,
      rendered: validation.valid ? await api.renderStack(spec) : undefined,
    };
  }, [api, key]);

  if (loading) {
    return <Loading what="what would be applied" />;
  }
  if (error || !value) {
    return error ? (
      <LoadError
        what="what would be applied"
        permission="matrix-network.apply"
        error={error}
        onRetry={retry}
      />
    ) : null;
  }
  const { validation, rendered } = value;
  return (
    <div>
      {!validation.valid && (
        <Banner tone="bad" title="This cannot be applied yet">
          <ul style={{ margin: 0, paddingLeft: 20 }}>
            {validation.issues.map(issue => (
              <li key={`${issue.field}|${issue.message}`}>
                <code>{issue.field}</code>: {issue.message}
              </li>
            ))}
          </ul>
        </Banner>
      )}
      <StackReview
        warnings={rendered?.warnings ?? validation.warnings}
        rendered={rendered}
        plan={
          typeof spec.name === 'string' && (
            <ReviewPlan name={spec.name} spec={spec} />
          )
        }
      />
    </div>
  );
}
