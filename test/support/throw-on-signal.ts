/* Loaded before the service (`--import`): SIGUSR2 makes an error that nobody catches. */
process.on('SIGUSR2', () => {
  setImmediate(() => {
    throw new Error('planted fault');
  });
});
