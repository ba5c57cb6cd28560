/** What becomes of the messages of a webhook. */
export const messageStates = ['waiting', 'delivered', 'failed'] as const;
