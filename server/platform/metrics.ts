// Prometheus metrics: process figures and request durations by route (never by URL, which may name a person).

import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly contentType: string;
  /** `ms`: milliseconds from first byte in to last byte out. */
  observe(method: string, route: string, status: number, ms: number): void;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'xingnong_' });
  const requests = new Histogram({
    name: 'xingnong_http_request_seconds',
    help: 'Duration of HTTP requests in seconds',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    observe: (method, route, status, ms) => requests.observe({ method, route, status: String(status) }, ms / 1000),
    text: () => registry.metrics(),
  };
}
