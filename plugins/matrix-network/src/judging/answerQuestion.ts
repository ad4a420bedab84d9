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

import { judgeInPage } from './judgeInPage';
import { Answer, Question } from './messages';

/** What a worker says to a question; it never fails but by saying so. */
export async function answerQuestion(question: Question): Promise<Answer> {
  const { id } = question;
  try {
    return question.kind === 'matrix'
      ? { id, kind: 'matrix', value: await judgeInPage.matrix(...question.of) }
      : {
          id,
          kind: 'changes',
          value: await judgeInPage.changes(...question.of),
        };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id, kind: 'failed', message };
  }
}
