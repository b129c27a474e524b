// The server's settings: sized for two cores and a few gigabytes, durable, silent about personal data.
import fs from 'node:fs';

export type Settings = Record<string, string | number>;

/** Every setting can be replaced by the caller; a county that needs more runs its own PostgreSQL by DATABASE_URL. */
export const defaultSettings: Settings = {
  max_connections: 60,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '64MB',
  maintenance_work_mem: '256MB',
  // Batches write much at once: fewer, longer checkpoints.
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  wal_compression: 'pglz', // the packages are built without lz4
  synchronous_commit: 'on',
  random_page_cost: 1.1, // solid-state disks
  jit: 'off', // the packages are built without it
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%d ',
  // DETAIL lines quote the row that broke a constraint: names and identity numbers don't belong in a log.
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
};

/**
 * Parallel queries share memory through /dev/shm, which many containers limit to 64 MB: there they use System V
 * segments instead.
 */
export function sharedMemorySettings(): Settings {
  if (process.platform !== 'linux') return {};
  try {
    const { blocks, bsize } = fs.statfsSync('/dev/shm');
    return blocks * bsize < 512 * 1024 * 1024 ? { dynamic_shared_memory_type: 'sysv' } : {};
  } catch {
    return { dynamic_shared_memory_type: 'sysv' };
  }
}

/** The settings as command line arguments. */
export function settingArguments(settings: Settings): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
