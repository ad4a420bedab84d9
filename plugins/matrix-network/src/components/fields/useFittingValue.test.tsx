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

import { act, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { releaseChoice } from './releaseChoice';
import { useFittingValue } from './useFittingValue';

const components = ['ingress-nginx', 'cert-manager'] as const;

type Answers = Partial<Record<(typeof components)[number], string>>;

function Field(props: {
  component: (typeof components)[number];
  value?: string;
  onChange: (value: string | undefined) => void;
}) {
  const { component, value, onChange } = props;
  const choice = releaseChoice(component, '1.28', value);
  const { note } = useFittingValue({ value, choice, onChange });
  return <p>{note}</p>;
}

/** Makes new answers from those that it has rendered, as the scaffolder's form does. */
function Answering(props: { answers: Answers }) {
  const [answers, setAnswers] = useState(props.answers);
  return (
    <>
      {components.map(component => (
        <Field
          key={component}
          component={component}
          value={answers[component]}
          onChange={value => setAnswers({ ...answers, [component]: value })}
        />
      ))}
      <output>{JSON.stringify(answers)}</output>
    </>
  );
}

describe('useFittingValue', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('loses none of two values that are replaced in the same moment', () => {
    render(
      <Answering
        answers={{ 'ingress-nginx': '1.15.1', 'cert-manager': '1.2.3' }}
      />,
    );
    act(() => {
      jest.advanceTimersByTime(10);
    });
    expect(JSON.parse(screen.getByRole('status').textContent ?? '')).toEqual({
      'ingress-nginx': '1.11.1',
      'cert-manager': '1.21.1',
    });
    expect(screen.getByText(/^1\.15\.1 was not tested/)).toBeInTheDocument();
    expect(screen.getByText(/^1\.2\.3 is not a release/)).toBeInTheDocument();
  });

  it('takes a value away once, though the form fills its default in again', () => {
    const onChange = jest.fn();
    function Refilled() {
      const [answer, setAnswer] = useState<string>();
      const [, setTurn] = useState(0);
      const value = answer ?? '1.15.1';
      useFittingValue({
        value,
        choice: releaseChoice('ingress-nginx', '1.20', value),
        onChange: next => {
          onChange(next);
          setAnswer(next);
          setTurn(turn => turn + 1);
        },
      });
      return null;
    }
    render(<Refilled />);
    for (let turn = 0; turn < 5; turn += 1) {
      act(() => {
        jest.advanceTimersByTime(10);
      });
    }
    expect(onChange.mock.calls).toEqual([[undefined]]);
  });
});
