import { createGuardedAgents } from '../../../src/webhooks/guarded-agents.ts';
import { sendMessage } from '../../../src/webhooks/send-message.ts';

/* Sends a message to the URL of its argument as the service does, and prints how that ended. */

const [url = ''] = process.argv.slice(2);
const policy = {
  networks: ['127.0.0.1', '::1'],
  ports: [Number(new URL(url).port)],
  allowPlainHttp: false,
};
const agents = createGuardedAgents(policy);
const message = { url, headers: {}, body: '{"type":"webhook.test"}' };
console.log(JSON.stringify(await sendMessage(message, { policy, agents })));
agents.close();
