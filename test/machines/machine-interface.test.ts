import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { machineStates } from '../../src/machines/describe-state.ts';
import { checkResource } from '../../src/machines/check-resource.ts';
import { destination, MachinesTestBed } from './machines-test-bed.ts';

describe('the interface of machines', () => {
  let bed: MachinesTestBed;
  before(async () => {
    bed = await MachinesTestBed.open();
  });
  after(() => bed.close());

  const create = (more: object = {}) =>
    bed.app.post('/api/openportal-resources/', { name: 'Isambard AI', destination, ...more });

  it('refuses bad input with the name of the field', async () => {
    for (const [more, field] of [
      [{ destination: 'ukri.isambard.clusters.ai' }, 'destination'],
      [{ destination: 'brics.isambard.ai' }, 'destination'],
      [{ destination: 'brics.isambard.clusters.a b' }, 'destination'],
      [{ seconds_per_credit: '0' }, 'seconds_per_credit'],
      [{ seconds_per_credit: 'x' }, 'seconds_per_credit'],
      [{ volumes: ['scratch', 'scratch'] }, 'volumes'],
      [{ volumes: ['a b'] }, 'volumes'],
      [{ name: ' ' }, 'name'],
    ] as const) {
      const reply = await create(more);
      assert.equal(reply.status, 400, reply.text);
      assert.ok(reply.body[field], `${field}: ${reply.text}`);
    }
  });

  it('a resource is made as observed, and its name and destination are its own', async () => {
    const reply = await create({ volumes: ['scratch'] });
    assert.equal(reply.status, 201, reply.text);
    assert.equal(reply.body.mode, 'observe');
    assert.equal(reply.body.seconds_per_credit, '3600');
    bed.resourceUuid = reply.body.uuid;
    assert.ok((await create({ destination: 'brics.isambard.clusters.i3' })).body.name);
    assert.ok((await create({ name: 'Other' })).body.destination);
  });

  it('a check says which agents answer, what they can do, and what is unknown here', async () => {
    await bed.run(`${destination} add_project old1.brics`);
    await bed.checkResource();
    const { body } = await bed.app.get(`/api/openportal-resources/${bed.resourceUuid}/`);
    assert.equal(body.check.problem, null);
    assert.equal(body.check.projects, 1);
    assert.equal(body.check.can_confirm_accounts, false);
    assert.deepEqual(
      body.check.agents.map(({ kind }: { kind: string }) => kind),
      ['Portal', 'Provider', 'Platform', 'Instance', 'Account', 'Filesystem', 'Scheduler'],
    );
    const unknown = await bed.app.get(`/api/openportal-resources/${bed.resourceUuid}/unknown/`);
    assert.deepEqual(
      unknown.body.projects.map(({ name }: { name: string }) => name),
      ['old1'],
    );
  });

  it("a template's resources are set as a whole, and its projects follow", async () => {
    const { template } = await bed.app.createTemplateWithCustomers();
    bed.templateUuid = template.uuid;
    await bed.approve('p1.ukri', { breakdown: { project_storage: '5 TB' } });
    const path = `/api/openportal-project-template/${template.uuid}/resources/`;
    const mapping = { project_storage: 'scratch' };
    const body = { resources: [{ resource: bed.resourceUuid, quota_mapping: mapping }] };
    assert.equal((await bed.app.request('PUT', path, { body })).status, 200);
    const pair = await bed.loadPair('a6a');
    assert.equal(pair.wanted, 'present');
    assert.deepEqual(pair.wanted_quotas, { scratch: '5.00 TB' });
    assert.equal(pair.wanted_limit, 500 * 3600);
  });

  describe('`offerings` of a template', () => {
    const path = () => `/api/openportal-project-template/${bed.templateUuid}/`;
    const listResources = async () => (await bed.app.get(`${path()}resources/`)).body;
    const urlOf = (resource: string) => `http://desk.example/api/openportal-resources/${resource}/`;
    const unknown = '11111111-1111-4111-8111-111111111111';

    it('are the URLs of its resources, in the template and in its awards', async () => {
      const template = (await bed.app.get(path())).body;
      const [url] = template.offerings;
      assert.equal(new URL(url).pathname, `/api/openportal-resources/${bed.resourceUuid}/`);
      const data = [{ url, uuid: bed.resourceUuid, name: 'Isambard AI' }];
      assert.deepEqual(template.offerings_data, data);
      const award = (await bed.app.get(bed.app.getAwardPath('p1.ukri'))).body;
      assert.deepEqual(award.project_template_data, template);
      const [listed] = (await bed.app.get('/api/openportal-managed-projects/')).body;
      assert.deepEqual(listed.project_template_data, template);
    });

    it('are set as a whole, by URL or UUID; what stays keeps its quotas', async () => {
      const before = await listResources();
      for (const offering of [urlOf(bed.resourceUuid), bed.resourceUuid]) {
        const reply = await bed.app.patch(path(), { offerings: [offering] });
        assert.equal(reply.status, 200, reply.text);
        assert.deepEqual(await listResources(), before);
      }
      const etag = (await bed.app.get(bed.app.getAwardPath('p1.ukri'))).headers.get('etag');
      assert.deepEqual((await bed.app.patch(path(), { offerings: [] })).body.offerings, []);
      assert.deepEqual(await listResources(), []);
      assert.equal((await bed.loadPair('a6a')).wanted, 'blocked');
      const changed = (await bed.app.get(bed.app.getAwardPath('p1.ukri'))).headers.get('etag');
      assert.notEqual(changed, etag);
      const resources = before.map(({ resource, quota_mapping }: Record<string, unknown>) => ({
        resource,
        quota_mapping,
      }));
      await bed.app.request('PUT', `${path()}resources/`, { body: { resources } });
      assert.equal((await bed.loadPair('a6a')).wanted, 'present');
    });

    it('that are unknown are 400, and nothing changes', async () => {
      const before = await listResources();
      for (const offerings of [[unknown], [bed.resourceUuid, urlOf(unknown)], ['x'], [7]]) {
        const reply = await bed.app.patch(path(), { offerings, shortname: 'b{count}' });
        assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['offerings']], reply.text);
      }
      assert.deepEqual(await listResources(), before);
      assert.equal((await bed.app.get(path())).body.shortname, 'a{year}{count}');
    });

    it('are sent back unchanged by owners of the provider, and changed by staff alone', async () => {
      const template = (await bed.app.get(path())).body;
      const owner = await bed.app.createPerson('owner');
      await bed.app.assignRole(owner, template.provider_data.uuid, 'CUSTOMER.OWNER');
      await bed.app.assignRole(owner, template.customer_data.uuid, 'CUSTOMER.OWNER');
      const put = (body: object) => bed.app.request('PUT', path(), { body, as: owner });
      assert.equal((await put(template)).status, 200);
      assert.equal((await put({ ...template, offerings: [] })).status, 403);
      assert.deepEqual((await bed.app.get(path())).body.offerings, template.offerings);
    });
  });

  it('an observed resource is asked and not changed, and says what it would get', async () => {
    await bed.addPerson('ada', 'ada@example.ac.uk');
    await bed.join('ada', 'a6a');
    await bed.settle();
    const [machine] = await bed.loadMachines('a6a');
    assert.equal(machine.state, 'observed');
    assert.deepEqual(machine.would_do, [
      'add_project a6a.brics',
      'set_limit a6a.brics 1800000',
      'add_user ada.a6a.brics',
      'set_project_quota a6a.brics scratch 5.00 TB',
    ]);
    const sent = await bed.listVerbsOf('a6a');
    assert.ok(sent.length > 0);
    assert.ok(sent.every((verb) => /^(get|is)_/.test(verb)));
  });

  it('the plan of an approval names resources and people', async () => {
    await bed.app.sendInstruction(
      'create_project',
      {
        name: 'Reefs',
        template: 'open-call',
        members: { 'ada@example.ac.uk': 'PI', 'new@example.ac.uk': 'PI' },
        start_date: null,
        end_date: '2027-12-31',
        allocation: '5000 NHR',
      },
      'p2.ukri',
    );
    const { body } = await bed.app.get(`${bed.app.getAwardPath('p2.ukri')}plan/`);
    assert.equal(body.machines.length, 1, JSON.stringify(body));
    const [machine] = body.machines;
    assert.equal(machine.resource_name, 'Isambard AI');
    assert.equal(machine.limit_seconds, 5000 * 3600);
    assert.deepEqual(machine.people, [
      { email: 'ada@example.ac.uk', short_name: 'ada', problem: null },
      { email: 'new@example.ac.uk', short_name: null, problem: 'Has not signed in yet.' },
    ]);
  });

  it('an active resource gets it, with its quotas', async () => {
    const path = `/api/openportal-resources/${bed.resourceUuid}/`;
    assert.equal((await bed.app.patch(path, { mode: 'active' })).status, 200);
    await bed.settle();
    const [machine] = await bed.loadMachines('a6a');
    assert.equal(machine.state, 'present', machine.state_text);
    assert.deepEqual(machine.quotas.seen, { scratch: '5.00 TB' });
    assert.equal(machine.would_do, null);
    assert.equal(machine.members[0].local_name, 'ada.a6a');
    assert.equal(machine.members[0].state_text, 'Account made, scheduler not confirmed.');
  });

  it('a volume without an engine is said, and people are added all the same', async () => {
    await bed.setVolumes(['scratch', 'projects']);
    const path = `/api/openportal-project-template/${bed.templateUuid}/resources/`;
    const mapping = { project_storage: 'projects' };
    const body = { resources: [{ resource: bed.resourceUuid, quota_mapping: mapping }] };
    await bed.app.request('PUT', path, { body });
    await bed.settle();
    const [machine] = await bed.loadMachines('a6a');
    assert.match(machine.last_error, /quota of projects is not set/);
    await bed.app.request('PUT', path, {
      body: { resources: [{ resource: bed.resourceUuid }] },
    });
    await bed.advance(131);
    assert.equal((await bed.loadMachines('a6a'))[0].last_error, null);
  });

  it('a block by staff stops logins and starts until it is ended', async () => {
    const path = await bed.getPairPath('a6a');
    assert.equal((await bed.app.post(`${path}block/`, { comment: 'Miner.' })).status, 204);
    assert.equal((await bed.app.post(`${path}block/`, {})).status, 409);
    await bed.settle();
    let [machine] = await bed.loadMachines('a6a');
    assert.equal(machine.state, 'blocked', machine.state_text);
    assert.equal(machine.block.comment, 'Miner.');
    assert.equal(machine.limit.seen_seconds, 0);
    assert.equal((await bed.app.post(`${path}unblock/`)).status, 204);
    await bed.settle();
    [machine] = await bed.loadMachines('a6a');
    assert.equal(machine.state, 'present', machine.state_text);
    const { accounts } = await bed.network.getInstance(destination);
    assert.ok(accounts.every(({ isBlocked }) => !isBlocked));
  });

  it('an adopted project gets the name that the machine knows', async () => {
    const customer = (await bed.app.get('/api/customers/?name=Customer')).body[0];
    const project = await bed.app.create('/api/projects/', { name: 'Old', customer: customer.url });
    const path = `/api/openportal-resources/${bed.resourceUuid}/adopt/`;
    const wrong = { projects: [{ name: 'other', project: project.uuid }] };
    assert.equal((await bed.app.post(path, wrong)).status, 400);
    const body = { projects: [{ name: 'old1', project: project.uuid }] };
    const reply = await bed.app.post(path, body);
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(reply.body.projects, []);
    assert.equal((await bed.app.get(`/api/projects/${project.uuid}/`)).body.short_name, 'old1');
  });

  it('an adopted account makes a person here its owner, and nothing is sent to it', async () => {
    await bed.addPerson('olga', 'olga@example.ac.uk', null);
    await bed.run(`${destination} add_user old7.a6a.brics`);
    await bed.requestCheck('a6a');
    await bed.settle();
    const path = `/api/openportal-resources/${bed.resourceUuid}/`;
    const listUnknown = async (): Promise<string[]> =>
      (await bed.app.get(`${path}unknown/`)).body.accounts.map(
        (account: { short_name: string }) => account.short_name,
      );
    assert.deepEqual(await listUnknown(), ['old7']);
    const user = bed.app.people.get('olga')?.uuid;
    const adopt = (short_name: string, who = user) =>
      bed.app.post(`${path}adopt/`, { people: [{ short_name, user: who }] });
    const taken = await adopt('ada');
    assert.equal(taken.status, 400, taken.text);
    assert.ok((await adopt('old7', bed.app.people.get('ada')?.uuid)).body.people);
    assert.equal((await adopt('old7')).status, 200);
    assert.equal((await adopt('old7')).status, 400, 'olga has a short name now');
    const person = await bed.app.get(`/api/openportal-userinfo/${user}/`);
    assert.equal(person.body.shortname, 'old7');
    await bed.join('olga', 'a6a');
    const before = (await bed.listVerbsOf('a6a')).length;
    await bed.requestCheck('a6a');
    await bed.settle();
    const sent = (await bed.listVerbsOf('a6a')).slice(before);
    assert.ok(
      sent.every((verb) => /^(get|is)_/.test(verb)),
      sent.join(),
    );
    assert.deepEqual(await listUnknown(), []);
    assert.equal((await bed.loadMember('olga')).local_name, 'old7.a6a');
    await bed.leave('olga', 'a6a');
    await bed.settle();
    assert.ok(!(await bed.listAccounts()).some((mapping) => mapping.startsWith('old7.')));
  });

  it('a short name that a machine knows does not change', async () => {
    const uuid = bed.app.people.get('ada')?.uuid;
    const path = `/api/openportal-userinfo/${uuid}/`;
    assert.equal((await bed.app.patch(path, { shortname: 'lovelace' })).status, 409);
  });

  it('the list is filtered by the state in words', async () => {
    const { body: all } = await bed.app.get('/api/openportal-machines/');
    assert.ok(all.length > 0);
    for (const state of machineStates) {
      const { body } = await bed.app.get(`/api/openportal-machines/?state=${state}`);
      assert.deepEqual(
        body,
        all.filter((machine: { state: string }) => machine.state === state),
      );
    }
    const bad = await bed.app.get('/api/openportal-machines/?state=gone');
    assert.equal(bad.status, 400);
    assert.match(bad.text, /One of needs_attention, .* is required/);
  });

  it('metrics count projects by state, and what needs attention', async () => {
    const { text } = await bed.app.get('/metrics');
    assert.match(
      text,
      /gatehouse_machine_projects\{resource="Isambard AI",wanted="present",seen="present"\} 1/,
    );
    assert.match(text, /gatehouse_machine_needs_attention\{resource="Isambard AI"\} 0/);
    const labels = 'resource="Isambard AI",instruction="add_project",outcome="complete"';
    const read = (source: string, name: string): number => {
      const found = source.split('\n').find((line) => line.startsWith(`gatehouse_machine_${name}`));
      return Number(found?.split(' ').at(-1));
    };
    assert.ok(read(text, `instructions_last_hour{${labels}}`) >= 1, text);
    assert.ok(read(text, `instruction_seconds_last_hour{${labels}}`) >= 0, text);
    const oldest = 'oldest_unreconciled_seconds{resource="Isambard AI"}';
    assert.equal(read(text, oldest), 0);
    await bed.app.sendInstruction('update_project', { allocation: '600 NHR' });
    bed.app.now = new Date(bed.app.now.getTime() + 600_000);
    assert.equal(read((await bed.app.get('/metrics')).text, oldest), 600);
    await bed.network.setFaults([{ fault: 'error', verbs: ['set_limit'], text: 'No.' }]);
    await bed.settle();
    await bed.network.setFaults([]);
    const failed = labels.replace('add_project', 'set_limit').replace('complete', 'error');
    const after = (await bed.app.get('/metrics')).text;
    assert.ok(read(after, `instructions_last_hour{${failed}}`) >= 1, after);
    await bed.advance(131);
    assert.equal(read((await bed.app.get('/metrics')).text, oldest), 0);
  });

  it('a check of a dead way says so', async () => {
    await bed.network.setFaults([{ fault: 'down', agent: 'platform' }]);
    await bed.network.advanceClock(60);
    const context = bed.createCheckContext();
    const { id } = await bed.app.db.selectFrom('resource').select('id').executeTakeFirstOrThrow();
    const work = checkResource(context, { id, destination });
    await bed.advanceUntil(work);
    const { body } = await bed.app.get(`/api/openportal-resources/${bed.resourceUuid}/`);
    assert.notEqual(body.check.problem, null);
  });

  describe('the plan of an approval with members', () => {
    /** An account without an email of its own that has signed in with these. */
    const addPerson = async (name: string, emails: string[]): Promise<void> => {
      await bed.addPerson(name, '');
      const person_id = bed.app.people.get(name)?.id as number;
      const created = bed.app.now.toISOString();
      const rows = emails.map((email) => ({ person_id, email, created }));
      await bed.app.db.insertInto('person_email').values(rows).execute();
    };

    it('names them by the emails that they signed in with (A6.7)', async () => {
      await bed.approve('p3.ukri');
      for (const name of ['eve', 'fay', 'una', 'max']) {
        await addPerson(name, [`${name}@known.org`]);
        await bed.join(name, 'a6b');
      }
      await addPerson('gus', ['gus@other.org', 'gus@new.org']);
      await addOwner('una');
      await inviteMemberAgain('max@known.org', 'a6b');
      const names = ['fay@known.org', 'max@known.org', 'gus@other.org', 'gus@new.org'];
      await bed.app.sendInstruction('remove_project', undefined, 'p3.ukri');
      await bed.approve('p3.ukri', {
        allocation: '5000 NHR',
        membership_control: 'roles_only',
        allowed_domains: ['new.org', 'other.org'],
        members: Object.fromEntries(names.map((email) => [email, 'PI'])),
      });
      const { body } = await bed.app.get(`${bed.app.getAwardPath('p3.ukri')}plan/`);
      assert.deepEqual(
        body.machines[0].people.map(({ email, short_name }: Record<string, string>) => [
          email,
          short_name,
        ]),
        [
          ['fay@known.org', 'fay'],
          ['gus@new.org', 'gus'],
          ['max@known.org', 'max'],
          ['una@known.org', 'una'],
        ],
      );
    });

    it('names who is invited already, by the active account of an email', async () => {
      await bed.addPerson('kim-before', 'kim@known.org', null);
      const { uuid } = bed.app.people.get('kim-before') ?? { uuid: '' };
      await bed.app.patch(`/api/users/${uuid}/`, { is_active: false });
      await bed.addPerson('kim', 'kim@known.org');
      const invited = { 'lou@known.org': 'PI', 'kim@known.org': 'PI', 'pat@old.org': 'PI' };
      await bed.approve('p4.ukri', { members: invited });
      await addPerson('ida', ['ida@early.org', 'ida@known.org']);
      await bed.join('ida', 'a6c');
      await inviteMemberAgain('ida@known.org', 'a6c');
      await bed.approve('p4.ukri', {
        allocation: '5000 NHR',
        allowed_domains: ['known.org'],
        members: { 'new@known.org': 'PI' },
      });
      const { body } = await bed.app.get(`${bed.app.getAwardPath('p4.ukri')}plan/`);
      const problem = 'Has not signed in yet.';
      assert.deepEqual(body.machines[0].people, [
        { email: 'ida@early.org', short_name: 'ida', problem: null },
        { email: 'kim@known.org', short_name: 'kim', problem: null },
        { email: 'lou@known.org', short_name: null, problem },
        { email: 'new@known.org', short_name: null, problem },
      ]);
    });

    /** Gives somebody a role in the customer: no award removes them. */
    async function addOwner(name: string): Promise<void> {
      const { body } = await bed.app.get('/api/customers/?name=Customer');
      await bed.app.assignRole(name, body[0].uuid, 'CUSTOMER.OWNER');
    }

    /** An invitation of a member, by an email that they signed in with. */
    async function inviteMemberAgain(email: string, shortName: string): Promise<void> {
      const { id: project_id } = await bed.app.db
        .selectFrom('project')
        .select('id')
        .where('short_name', '=', shortName)
        .executeTakeFirstOrThrow();
      const created = bed.app.now.toISOString();
      const invitation = { project_id, email, role: 'PROJECT.MEMBER' as const, created };
      await bed.app.db.insertInto('invitation').values(invitation).execute();
    }
  });
});
