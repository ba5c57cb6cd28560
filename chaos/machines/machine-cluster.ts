/* The service, the stand-in's network, and what should be there. */

import { setTimeout as pause } from 'node:timers/promises';
import { destination, MachinesTestBed } from '../../test/machines/machines-test-bed.ts';
import { MembershipLog } from './membership-log.ts';

/** What a project should have. */
export interface ModelProject {
  identifier: string;
  shortName: string;
  members: Set<string>;
  isBlocked: boolean;
  credits: number;
}

/** Not what agents give by themselves. */
const PROJECT_STORAGE = '1 TB';
export const PROJECT_STORAGE_BYTES = 1024 ** 4;

const start = '2026-12-01T06:00:00Z';
export const people = ['ada', 'bob', 'eve', 'fay'] as const;

/** Projects on one resource of a network whose agents can fail, with a model beside it. */
export class MachineCluster {
  readonly bed: MachinesTestBed;
  readonly projects: ModelProject[] = [];
  readonly memberships = new MembershipLog();

  private constructor(bed: MachinesTestBed) {
    this.bed = bed;
  }

  static async open(projectCount: number): Promise<MachineCluster> {
    const cluster = new MachineCluster(await MachinesTestBed.open());
    const { bed } = cluster;
    await bed.createTemplateWithResource({ quotaMapping: { project_storage: 'scratch' } });
    bed.app.now = new Date(start);
    await cluster.alignClocks();
    await bed.network.setWorkload(destination, { from: '2026-12-01', jobsPerDay: 3 });
    for (const name of people) await bed.addPerson(name, `${name}@example.ac.uk`);
    for (let number = 1; number <= projectCount; number++) await cluster.#addProject(number);
    return cluster;
  }

  close(): Promise<void> {
    return this.bed.close();
  }

  async #addProject(number: number): Promise<void> {
    const identifier = `p${number}.ukri`;
    await this.bed.approve(identifier, { breakdown: { project_storage: PROJECT_STORAGE } });
    const { shortName } = await this.bed.app.db
      .selectFrom('managed_project')
      .innerJoin('project', 'project.id', 'managed_project.project_id')
      .select('project.short_name as shortName')
      .where('identifier', '=', identifier)
      .executeTakeFirstOrThrow();
    if (shortName === null) throw new Error(`${identifier} has no short name.`);
    const project = { identifier, shortName, members: new Set<string>(), isBlocked: false };
    this.projects.push({ ...project, credits: 500 });
  }

  async join(project: ModelProject, person: string): Promise<void> {
    this.memberships.recordJoin(person, project.shortName, await this.findLastInstruction());
    await this.bed.join(person, project.shortName);
    project.members.add(person);
  }

  async leave(project: ModelProject, person: string): Promise<void> {
    await this.bed.leave(person, project.shortName);
    this.memberships.recordLeave(person, project.shortName, await this.findLastInstruction());
    project.members.delete(person);
  }

  async toggleBlock(project: ModelProject): Promise<void> {
    const action = project.isBlocked ? 'unblock' : 'block';
    const path = await this.bed.getPairPath(project.shortName);
    const reply = await this.bed.app.post(`${path}${action}/`, { comment: 'Chaos.' });
    if (reply.status !== 204) throw new Error(reply.text);
    project.isBlocked = !project.isBlocked;
  }

  async changeCredits(project: ModelProject, credits: number): Promise<void> {
    const allocation = `${credits} NHR`;
    await this.bed.app.sendInstruction('update_project', { allocation }, project.identifier);
    project.credits = credits;
  }

  async findLastInstruction(): Promise<number> {
    const row = await this.bed.app.db
      .selectFrom('instruction')
      .select((eb) => eb.fn.max<number | null>('id').as('id'))
      .executeTakeFirstOrThrow();
    return row.id ?? 0;
  }

  /** Lets the clock of the service follow that of the network, or the other way round. */
  async alignClocks(): Promise<void> {
    const { app, network } = this.bed;
    const ahead = app.now.getTime() - (await network.getTime());
    if (ahead > 0) await network.advanceClock(ahead / 1000);
    else app.now = new Date(await network.getTime());
  }

  async advance(seconds: number): Promise<void> {
    const { app } = this.bed;
    app.now = new Date(app.now.getTime() + seconds * 1000);
    await this.alignClocks();
  }

  /** Moves the network's clock on until the work is over: answers that never come expire. */
  async advanceUntil(work: Promise<unknown>): Promise<void> {
    let isOver = false;
    const watched = work.finally(() => {
      isOver = true;
    });
    while (!isOver) {
      await Promise.race([watched, pause(50)]);
      if (!isOver) await this.bed.network.advanceClock(30);
    }
    await watched;
  }
}
