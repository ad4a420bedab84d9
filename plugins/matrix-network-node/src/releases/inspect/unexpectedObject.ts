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

import { objectKey, ReleaseShape } from '../shapes';
import { Inspection } from './Inspection';

function splitKey(key: string): { kind: string; place: string } {
  const at = key.indexOf(' ');
  return { kind: key.slice(0, at), place: key.slice(at + 1) };
}

function placesOf(shape: ReleaseShape, kind: string): string[] {
  return [...shape.objects, ...shape.someHave]
    .map(splitKey)
    .filter(each => each.kind === kind)
    .map(({ place }) => place);
}

/** An object of a kind, in a namespace or under a name that upstream's manifest does not have. */
export const unexpectedObject: Inspection = (object, shape) => {
  const kind = `${object.apiVersion}/${object.kind}`;
  const { name, namespace } = object.metadata;
  const places = placesOf(shape, kind);
  if (places.length === 0) {
    const kinds = new Set(shape.objects.map(key => splitKey(key).kind));
    return `holds ${object.kind} '${name}' of ${
      object.apiVersion
    }; accepted kinds: ${[...kinds].join(', ')}`;
  }
  if (namespace !== undefined && !shape.namespaces.includes(namespace)) {
    return `holds ${
      object.kind
    } '${name}' in namespace '${namespace}'; accepted: ${shape.namespaces.join(
      ', ',
    )}`;
  }
  return places.includes(splitKey(objectKey(object)).place)
    ? undefined
    : `holds ${object.kind} '${
        namespace === undefined ? name : `${namespace}/${name}`
      }', which upstream's manifest does not have; accepted: ${places.join(
        ', ',
      )}`;
};
