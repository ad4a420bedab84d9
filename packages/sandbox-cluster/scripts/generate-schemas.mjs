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

// Writes src/schema/generated/kubernetes.json: field names, types, list types,
// merge keys and defaults of the kinds the sandbox serves, without the prose,
// from the OpenAPI v3 documents of a Kubernetes release; and from its Go types
// what OpenAPI does not tell: which empty fields are written, and the numbers
// of fields in protobuf.
//
//   node scripts/generate-schemas.mjs <Go module cache> <release>
//
// where the cache ($(go env GOMODCACHE)) has k8s.io/kubernetes at that release,
// for example v1.36.3, and the k8s.io modules that belong to it.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const [modules, release] = process.argv.slice(2);
if (!modules || !release) {
  throw new Error('usage: generate-schemas.mjs <Go module cache> <release>');
}
const staging = release.replace(/^v1\./, 'v0.');
const specFolder = path.join(
  modules,
  `k8s.io/kubernetes@${release}/api/openapi-spec/v3`,
);

const groupVersions = [
  'v1',
  'apps/v1',
  'batch/v1',
  'networking.k8s.io/v1',
  'policy/v1',
  'discovery.k8s.io/v1',
  'rbac.authorization.k8s.io/v1',
  'admissionregistration.k8s.io/v1',
  'apiextensions.k8s.io/v1',
  'coordination.k8s.io/v1',
  'autoscaling/v2',
  'storage.k8s.io/v1',
  'scheduling.k8s.io/v1',
  'authorization.k8s.io/v1',
  'apiregistration.k8s.io/v1',
  'events.k8s.io/v1',
];
const kinds = new Set(
  `Namespace Pod Service ConfigMap Secret ServiceAccount Node Event Endpoints
   PersistentVolumeClaim PersistentVolume ResourceQuota LimitRange Deployment
   ReplicaSet StatefulSet DaemonSet ControllerRevision Job CronJob NetworkPolicy
   Ingress IngressClass ServiceCIDR PodDisruptionBudget EndpointSlice Role RoleBinding
   ClusterRole ClusterRoleBinding ValidatingWebhookConfiguration
   MutatingWebhookConfiguration CustomResourceDefinition Lease
   HorizontalPodAutoscaler StorageClass PriorityClass SelfSubjectAccessReview
   SelfSubjectRulesReview APIService`.split(/\s+/),
);

// Types the API writes in a form of their own.
const leaves = {
  'io.k8s.apimachinery.pkg.api.resource.Quantity': 'quantity',
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': 'intOrString',
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': 'time',
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': 'any',
  'io.k8s.apimachinery.pkg.runtime.RawExtension': 'any',
};

const refPrefix = '#/components/schemas/';

function scalarOf(schema) {
  if (schema.type === 'integer') {
    return schema.format === 'int32' ? 'int32' : 'int64';
  }
  if (schema.type === 'string' && schema.format === 'byte') {
    return 'bytes';
  }
  if (['string', 'number', 'boolean'].includes(schema.type)) {
    return schema.type;
  }
  return 'any';
}

function listOf(schema, seen) {
  const list = { list: typeOf(schema.items, seen) };
  if (schema['x-kubernetes-list-type'] === 'map') {
    list.keys = schema['x-kubernetes-list-map-keys'];
  }
  if (schema['x-kubernetes-list-type'] === 'set') {
    list.set = true;
  }
  if (schema['x-kubernetes-patch-strategy']?.includes('merge')) {
    list.mergeKey = schema['x-kubernetes-patch-merge-key'] ?? '';
  }
  return list;
}

function typeOf(schema, seen) {
  const ref = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (ref) {
    const name = ref.slice(refPrefix.length);
    seen.add(name);
    return leaves[name] ?? `#${name}`;
  }
  if (schema.type === 'array') {
    return listOf(schema, seen);
  }
  if (schema.type === 'object' && schema.additionalProperties) {
    const map = { map: typeOf(schema.additionalProperties, seen) };
    return schema['x-kubernetes-map-type'] === 'atomic'
      ? { ...map, atomic: true }
      : map;
  }
  return scalarOf(schema);
}

function fieldOf(schema, seen) {
  const type = typeOf(schema, seen);
  const { default: value } = schema;
  return ['string', 'number', 'boolean'].includes(typeof value) && value !== ''
    ? { type, default: value }
    : type;
}

// Where the Go types of an OpenAPI name are.
const sources = [
  [
    /^io\.k8s\.api\.(\w+)\.(\w+)\.(\w+)$/,
    ([, group, version]) => `api@MINOR/${group}/${version}`,
  ],
  [
    /^io\.k8s\.apimachinery\.pkg\.apis\.meta\.v1\.(\w+)$/,
    () => 'apimachinery@MINOR/pkg/apis/meta/v1',
  ],
  [
    /^io\.k8s\.apiextensions-apiserver\.pkg\.apis\.apiextensions\.v1\.(\w+)$/,
    () => 'apiextensions-apiserver@MINOR/pkg/apis/apiextensions/v1',
  ],
  [
    /^io\.k8s\.kube-aggregator\.pkg\.apis\.apiregistration\.v1\.(\w+)$/,
    () => 'kube-aggregator@MINOR/pkg/apis/apiregistration/v1',
  ],
];
const goFolders = new Map();

/** The text of a Go package's types, without comments. */
function goPackage(folder) {
  if (!goFolders.has(folder)) {
    const text = globSync(path.join(modules, 'k8s.io', folder, '*types*.go'))
      .map(file => readFileSync(file, 'utf8'))
      .join('\n')
      .replace(/^\s*\/\/.*$/gm, '');
    goFolders.set(folder, text);
  }
  return goFolders.get(folder);
}

/** Go fields of a struct by JSON name; inline structs are flattened. */
function goFields(folder, type) {
  const body = new RegExp(`^type ${type} struct \\{([\\s\\S]*?)^\\}`, 'm').exec(
    goPackage(folder),
  )?.[1];
  const fields = new Map();
  for (const line of body?.split('\n') ?? []) {
    const match =
      /^\s*(?:\w+\s+)?(\S+)\s+`json:"([^",]*)([^"]*)"(?:.*protobuf:"\w+,(\d+))?/.exec(
        line,
      );
    if (!match) {
      continue;
    }
    const [, goType, name, options, number] = match;
    const numbers = number ? [Number(number)] : [];
    if (!name && options.includes('inline') && !goType.endsWith('TypeMeta')) {
      for (const [inner, field] of goFields(folder, goType)) {
        fields.set(inner, {
          ...field,
          numbers: [...numbers, ...field.numbers],
        });
      }
    } else if (name) {
      fields.set(name, { goType, options, numbers });
    }
  }
  return fields;
}

const zeros = {
  string: '',
  bytes: null,
  int32: 0,
  int64: 0,
  number: 0,
  boolean: false,
  quantity: '0',
  intOrString: 0,
  time: null,
  any: null,
};

/** What Go's JSON encoder does with empty fields, and what protobuf calls them. */
function encodingOf(name, fields) {
  const source = sources.find(([pattern]) => pattern.test(name));
  if (!source) {
    return {};
  }
  const folder = source[1](source[0].exec(name)).replace('MINOR', staging);
  const always = {};
  const omitZero = [];
  const proto = {};
  for (const [json, { goType, options, numbers }] of goFields(
    folder,
    name.split('.').pop(),
  )) {
    const type = fields[json];
    if (type === undefined) {
      continue;
    }
    const plain = typeof type === 'object' && 'type' in type ? type.type : type;
    const isEmptyable =
      goType.startsWith('*') ||
      goType.startsWith('[]') ||
      goType.startsWith('map[') ||
      typeof plain === 'object';
    const isStruct =
      !isEmptyable &&
      typeof plain === 'string' &&
      (plain.startsWith('#') ||
        ['time', 'quantity', 'intOrString', 'any'].includes(plain));
    const zeroOf = () => (plain.startsWith('#') ? {} : zeros[plain]);
    const zero = isEmptyable ? null : zeroOf();
    if (options.includes('omitzero')) {
      // Written only when set.
    } else if (!options.includes('omitempty') || isStruct) {
      always[json] = zero;
    } else if (!goType.startsWith('*')) {
      omitZero.push(json);
    }
    if (numbers.length > 0) {
      proto[json] = numbers;
    }
  }
  return {
    ...(Object.keys(always).length > 0 && { always }),
    ...(omitZero.length > 0 && { omitZero }),
    ...(Object.keys(proto).length > 0 && { proto }),
  };
}

function definitionOf(name, schema, seen) {
  if (!schema.properties) {
    return typeOf(schema, seen);
  }
  const fields = {};
  for (const [property, field] of Object.entries(schema.properties)) {
    fields[property] = fieldOf(field, seen);
  }
  return {
    fields,
    ...(schema.required && { required: schema.required }),
    ...(schema['x-kubernetes-map-type'] === 'atomic' && { atomic: true }),
    ...encodingOf(name, fields),
  };
}

const result = { release, kinds: {}, types: {} };
for (const groupVersion of groupVersions) {
  const file = `${
    groupVersion === 'v1'
      ? 'api__v1'
      : `apis__${groupVersion.replace('/', '__')}`
  }_openapi.json`;
  const { components } = JSON.parse(
    readFileSync(path.join(specFolder, file), 'utf8'),
  );
  const queue = [];
  for (const [name, schema] of Object.entries(components.schemas)) {
    for (const gvk of schema['x-kubernetes-group-version-kind'] ?? []) {
      const own = [gvk.group, gvk.version].filter(Boolean).join('/');
      if (own === groupVersion && kinds.has(gvk.kind)) {
        result.kinds[`${groupVersion}/${gvk.kind}`] = name;
        queue.push(name);
      }
    }
  }
  while (queue.length) {
    const name = queue.pop();
    if (!result.types[name] && !leaves[name]) {
      const seen = new Set();
      result.types[name] = definitionOf(name, components.schemas[name], seen);
      queue.push(...seen);
    }
  }
}
const output = new URL(
  '../src/schema/generated/kubernetes.json',
  import.meta.url,
);
const line = ([name, value]) =>
  `    ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
const sorted = object =>
  Object.entries(object)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(line)
    .join(',\n');
writeFileSync(
  output,
  `{\n  "release": ${JSON.stringify(release)},\n  "kinds": {\n${sorted(
    result.kinds,
  )}\n  },\n  "types": {\n${sorted(result.types)}\n  }\n}\n`,
);
