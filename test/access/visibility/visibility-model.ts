import { createSeededRandom } from '../../support/seeded-random.ts';
import { awardDetails, type TestApp } from '../../support/test-app.ts';

/*
 * A desk with many customers, templates and awards, and people with random roles; beside it who
 * may see what, worked out here from docs/rules/awards.md, A9, and not by the service's code.
 */
export interface Award {
  identifier: string;
  name: string;
  path: string;
  state: 'pending' | 'approved' | 'rejected' | 'canceled';
  template: Template;
  projectUuid: string | null;
  members: Set<string>;
}

export interface Template {
  name: string;
  uuid: string;
  provider: string;
  customer: string;
}

export interface Project {
  uuid: string;
  customer: string;
  members: Set<string>;
  isManaged: boolean;
}

interface Role {
  customer: string;
  role: 'CUSTOMER.OWNER' | 'CUSTOMER.MANAGER';
}

const customerCount = 6;
const templateCount = 8;
const awardCount = 40;
const personCount = 14;
/** Too small, too large and far too large for the limits of TestDesk.template. */
const allocations = ['500 NHR', '500 NHR', '5000 NHR', '20000 NHR'];

export class VisibleWorld {
  readonly desk: TestApp;
  readonly awards: Award[] = [];
  readonly projects: Project[] = [];
  readonly templates: Template[] = [];
  readonly customers: string[] = [];
  readonly roles = new Map<string, Role[]>();
  readonly #random: () => number;

  private constructor(desk: TestApp, seed: number) {
    this.desk = desk;
    this.#random = createSeededRandom(seed);
  }

  static async make(desk: TestApp, seed: number): Promise<VisibleWorld> {
    const world = new VisibleWorld(desk, seed);
    await world.#makeTemplates();
    for (let number = 0; number < awardCount; number++) await world.#makeAward(number);
    await world.#makePeople();
    return world;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  #one<Item>(items: readonly Item[]): Item {
    return items[this.#below(items.length)] as Item;
  }

  async #makeTemplates(): Promise<void> {
    const made: { url: string; uuid: string }[] = [];
    for (let number = 0; number < customerCount; number++) {
      made.push(await this.desk.create('/api/customers/', { name: `Customer ${number}` }));
    }
    this.customers.push(...made.map(({ uuid }) => uuid));
    for (let number = 0; number < templateCount; number++) {
      const [provider, customer] = [this.#one(made), this.#one(made)];
      const name = `call-${number}`;
      const { uuid } = await this.desk.template(provider, customer, { name });
      this.templates.push({ name, uuid, provider: provider.uuid, customer: customer.uuid });
    }
    for (const { url, uuid } of made) {
      const project = await this.desk.create('/api/projects/', { name: 'Free', customer: url });
      const { uuid: own } = project;
      this.projects.push({ uuid: own, customer: uuid, members: new Set(), isManaged: false });
    }
  }

  async #makeAward(number: number): Promise<void> {
    const identifier = `v${number}.ukri`;
    const template = this.#one(this.templates);
    const name = `Secret of ${number}`;
    // At different times, so that orders differ.
    this.desk.now = new Date(this.desk.now.getTime() + 3_600_000);
    const allocation = this.#one(allocations);
    const message = { ...awardDetails, name, members: {}, template: template.name, allocation };
    await this.desk.sendInstruction('create_project', message, identifier);
    const path = this.desk.getAwardPath(identifier);
    const { body } = await this.desk.get(path);
    const made = body.project === '' ? null : body.project_data.uuid;
    // The first one, whatever the seed.
    const isWithdrawn = number === 0 || this.#random() < 0.15;
    if (isWithdrawn) await this.desk.sendInstruction('remove_project', undefined, identifier);
    const [state, projectUuid] = isWithdrawn ? ['canceled' as const, null] : [body.state, made];
    const members = new Set<string>();
    this.awards.push({ identifier, name, path, state, template, projectUuid, members });
    if (made === null) return;
    // The project of an award that is withdrawn stays, and its members no longer see the award.
    const ofProject = isWithdrawn ? new Set<string>() : members;
    const { customer } = template;
    this.projects.push({ uuid: made, customer, members: ofProject, isManaged: !isWithdrawn });
  }

  async #makePeople(): Promise<void> {
    for (let number = 0; number < personCount; number++) {
      const name = await this.desk.createPerson(`person-${number}`);
      // The first has nothing at all, whatever the seed.
      const [most, joins] = number === 0 ? [1, 1] : [4, 3];
      const wanted = Array.from({ length: this.#below(most) }, () => this.#one(this.customers));
      const roles = [...new Set(wanted)].map((customer) => ({
        customer,
        role: this.#one(['CUSTOMER.OWNER', 'CUSTOMER.MANAGER'] as const),
      }));
      this.roles.set(name, roles);
      for (const { customer, role } of roles) await this.desk.assignRole(name, customer, role);
      const joined = Array.from({ length: this.#below(joins) }, () => this.#one(this.projects));
      for (const project of new Set(joined)) await this.#join(name, project);
    }
    await this.desk.createPerson('support', { is_support: true });
  }

  async #join(name: string, project: Project): Promise<void> {
    project.members.add(name);
    const { id } = await this.desk.db
      .selectFrom('project')
      .select('id')
      .where('uuid', '=', project.uuid)
      .executeTakeFirstOrThrow();
    const person_id = this.desk.people.get(name)?.id as number;
    const created = this.desk.now.toISOString();
    await this.desk.db
      .insertInto('project_role')
      .values({ project_id: id, person_id, role: 'PROJECT.MEMBER', created })
      .execute();
  }

  get people(): string[] {
    return [...this.roles.keys(), 'support', 'staff'];
  }

  readsAll = (name: string): boolean => name === 'staff' || name === 'support';

  hasRole(name: string, customer: string): boolean {
    return (this.roles.get(name) ?? []).some((role) => role.customer === customer);
  }

  owns(name: string, customer: string): boolean {
    return (this.roles.get(name) ?? []).some(
      (role) => role.customer === customer && role.role === 'CUSTOMER.OWNER',
    );
  }

  sees(name: string, { template, members }: Award): boolean {
    return this.seesTemplate(name, template) || members.has(name);
  }

  decides(name: string, { template: { provider, customer } }: Award): boolean {
    if (name === 'staff') return true;
    return this.hasRole(name, provider) && this.owns(name, customer);
  }

  seesTemplate(name: string, { provider, customer }: Template): boolean {
    return this.readsAll(name) || this.hasRole(name, provider) || this.hasRole(name, customer);
  }

  seesProject(name: string, { customer, members }: Project): boolean {
    return this.readsAll(name) || this.hasRole(name, customer) || members.has(name);
  }

  seesCustomer(name: string, customer: string): boolean {
    const isMember = this.projects.some(
      (project) => project.customer === customer && project.members.has(name),
    );
    return this.readsAll(name) || this.hasRole(name, customer) || isMember;
  }

  /** Plain members of a project see the award but not its audit. */
  auditedAwardsOf(name: string): Award[] {
    return this.awards.filter(({ template }) => this.seesTemplate(name, template));
  }

  awardsOf(name: string): Award[] {
    return this.awards.filter((award) => this.sees(name, award));
  }
}
