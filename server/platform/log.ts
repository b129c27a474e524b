// Structured logs to standard error, so that standard output stays a command's answer.

import pino, { type Logger } from 'pino';

export type { Logger } from 'pino';

export function createLog(level: string): Logger {
  return pino(
    {
      level,
      base: { service: 'xingnong' },
      redact: {
        paths: [
          'req.headers.cookie',
          'req.headers.authorization',
          '*.password',
          '*.idNumber',
          '*.phone',
          '*.bankAccount',
        ],
        censor: '[redacted]',
      },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
