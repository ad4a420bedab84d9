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

import { ControllerContext, ReconcileResult } from '../controllers/Controller';
import { recordEvent } from '../controllers/events';
import { Container, NODE, Pod, POD } from '../controllers/kinds';
import { addressFor, nodeAddress } from '../controllers/podAddresses';
import { ContainerLogs } from './ContainerLogs';
import { ContainerProgram, ProgramResult } from './ContainerProgram';
import { pullError } from './images';
import { containerState, PodRuntime } from './PodRuntime';
import { ContainerView, isSidecar, podStatus, PodView } from './podStatus';

const MANAGER = 'kubelet';

export interface KubeletOptions {
  programs?: readonly ContainerProgram[];
  /** Beginnings of the names of images that no node can pull now. */
  unpullableImages?: () => readonly string[];
  logs?: ContainerLogs;
}

/**
 * How much of a real process's time passes here: a visible step of 400 ms makes
 * a timeout of five seconds one second. Never longer than in reality.
 */
export function shortened(realMs: number, delayMs: number): number {
  return Math.min(realMs, (realMs * delayMs) / 2_000);
}

/** False for a probe that can't succeed. */
function passesProbe({ readinessProbe }: Container): boolean {
  return !/(^|\/)false$/.test(readinessProbe?.exec?.command?.[0] ?? '');
}

/** One look at one pod: starts what is due, and writes down what is seen. */
export class PodWorker {
  private readonly step: number;

  constructor(
    private readonly pod: Pod,
    private readonly runtime: PodRuntime,
    private readonly options: KubeletOptions,
    private readonly context: ControllerContext,
  ) {
    this.step = context.delayMs / 2;
  }

  private get now(): number {
    return this.context.clock.now().getTime();
  }

  private get isEndless(): boolean {
    return (this.pod.spec.restartPolicy ?? 'Always') === 'Always';
  }

  private get initContainers(): Container[] {
    return this.pod.spec.initContainers ?? [];
  }

  private get all(): Container[] {
    return [...this.initContainers, ...this.pod.spec.containers];
  }

  /** For what the pod mounts. */
  wait(): ReconcileResult {
    this.write(false);
    return { requeueAfterMs: Math.max(this.context.delayMs, 50) };
  }

  async work(): Promise<ReconcileResult> {
    const sandboxIn = this.runtime.since + this.step - this.now;
    if (sandboxIn > 0) {
      this.write(false);
      return { requeueAfterMs: sandboxIn };
    }
    await this.startWhatIsDue();
    // One moment for both: what is not over in the one must be waited for in the other.
    const { now } = this;
    const view = this.write(true, now);
    return view && this.again(view, now);
  }

  private async startWhatIsDue(): Promise<void> {
    for (const container of this.initContainers) {
      this.restartWhereFailed(container);
      await this.start(container);
      const isDone = isSidecar(container)
        ? this.runtime.hasStarted(container)
        : this.runtime.exitCode(container, this.now) === 0;
      if (!isDone) {
        return;
      }
    }
    for (const container of this.pod.spec.containers) {
      await this.start(container);
    }
  }

  private restartWhereFailed(container: Container): void {
    const failed = (this.runtime.exitCode(container, this.now) ?? 0) !== 0;
    if (failed && this.pod.spec.restartPolicy !== 'Never') {
      this.runtime.restart(container);
    }
  }

  private async start(container: Container): Promise<void> {
    const state = this.runtime.of(container);
    if (state.startedAt !== undefined || !this.pull(container)) {
      return;
    }
    const result = await this.run(container);
    const startedAt = this.now;
    state.startedAt = startedAt;
    if (result.kind === 'exited') {
      const takes = shortened(result.takesMs ?? 0, this.context.delayMs);
      state.exit = { at: startedAt + Math.max(this.step, takes), result };
      if (result.log) {
        this.options.logs?.write(this.pod.metadata, container.name, result.log);
      }
    }
  }

  private async run(container: Container): Promise<ProgramResult> {
    const isInit = this.initContainers.includes(container);
    if (isInit ? isSidecar(container) : this.isEndless) {
      return { kind: 'running' };
    }
    const program = this.options.programs?.find(({ matches }) =>
      matches(container),
    );
    if (!program) {
      return { kind: 'exited', exitCode: 0 };
    }
    return program.run({ pod: this.withAddress(), container }, this.context);
  }

  /** The pod as others know it: it has an address from the sandbox on. */
  private withAddress(): Pod {
    const { namespace, name } = this.pod.metadata;
    const current = () => this.context.state.get(POD, namespace, name);
    if (!current()?.status?.podIP) {
      this.write(true);
    }
    return current() ?? this.pod;
  }

  /** Whether the container's image is there. */
  private pull(container: Container): boolean {
    const state = this.runtime.of(container);
    const error = pullError(
      container.image,
      this.options.unpullableImages?.() ?? [],
    );
    if (error === undefined) {
      state.pull = undefined;
      return true;
    }
    const { image } = container;
    if (!state.pull) {
      state.pull = { failedAt: this.now, error, backsOff: false };
      this.warn(`Failed to pull image "${image}": ${error}`);
      this.warn('Error: ErrImagePull');
    } else if (
      !state.pull.backsOff &&
      this.now - state.pull.failedAt >= this.step
    ) {
      state.pull.backsOff = true;
      recordEvent(this.context, MANAGER, this.pod, {
        type: 'Normal',
        reason: 'BackOff',
        message: `Back-off pulling image "${image}"`,
      });
      this.warn('Error: ImagePullBackOff');
    }
    return false;
  }

  private warn(message: string): void {
    recordEvent(this.context, MANAGER, this.pod, {
      type: 'Warning',
      reason: 'Failed',
      message,
    });
  }

  private write(hasSandbox: boolean, now = this.now): PodView | undefined {
    const { state } = this.context;
    const { namespace, name, uid } = this.pod.metadata;
    const current = state.get(POD, namespace, name);
    const node = state.get(NODE, undefined, this.pod.spec.nodeName ?? '');
    if (!node || !current || current.metadata.uid !== uid) {
      return undefined;
    }
    const known = current.status?.podIP;
    const view: PodView = {
      hasSandbox,
      hostAddress: nodeAddress(node),
      address:
        known ??
        (hasSandbox ? addressFor(current, node, state.list(POD)) : undefined),
      initContainers: this.initContainers.map(one => this.viewOf(one, now)),
      containers: this.pod.spec.containers.map(one => this.viewOf(one, now)),
    };
    state.setStatus(
      POD,
      current,
      podStatus(current, view, new Date(now)),
      MANAGER,
    );
    return view;
  }

  private viewOf(container: Container, now: number): ContainerView {
    const runtime = this.runtime.of(container);
    const isWarm =
      !this.isEndless || now >= (runtime.startedAt ?? Infinity) + this.step;
    return {
      container,
      restartCount: runtime.restarts,
      passesProbe: isWarm && passesProbe(container),
      state: containerState(
        container,
        runtime,
        now,
        this.initContainers.length > 0
          ? 'PodInitializing'
          : 'ContainerCreating',
      ),
    };
  }

  /** When to look again: at the next end, when containers get ready, or for an image. */
  private again(view: PodView, now: number): ReconcileResult {
    const warmUps = view.containers
      .filter(({ state }) => this.isEndless && state.running)
      .map(
        ({ container }) =>
          (this.runtime.of(container).startedAt ?? now) + this.step,
      );
    const images = this.all
      .filter(container => this.runtime.of(container).pull)
      .map(() => now + Math.max(this.context.delayMs, 50));
    const next = [this.runtime.nextExit(this.all, now), ...warmUps, ...images]
      .flatMap(time => time ?? [])
      .filter(time => time > now);
    return next.length > 0
      ? { requeueAfterMs: Math.max(Math.min(...next) - this.now, 1) }
      : undefined;
  }
}
