// Stands for the service where its launcher is tested: listens at PORT, is ready, logs each request as
// the service does, and ends by a signal or with the process that started it.
import { createServer } from 'node:http';

const server = createServer((_request, response) => {
  log('request');
  response.end();
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => log('ready'));
process.once('disconnect', () => process.exit(0));
process.once('SIGTERM', () => process.exit(0));

function log(msg) {
  console.log(JSON.stringify({ level: 30, time: Date.now(), pid: process.pid, msg }));
}
