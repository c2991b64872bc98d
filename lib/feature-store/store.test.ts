import { beforeAll, beforeEach, describe } from 'vitest';
import { database } from '../../db/client.ts';
import { features } from '../../db/schema/operations.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { withLastKnown } from './last-known.ts';
import { createMemoryStore } from './memory.ts';
import { createPostgresStore } from './postgres.ts';
import { keepsTheFeatureContract } from './testing/contract.ts';

beforeAll(createTestDatabase);
beforeEach(async () => void (await database().delete(features)));

describe('in memory', () => keepsTheFeatureContract(createMemoryStore));
describe('in PostgreSQL', () => keepsTheFeatureContract(createPostgresStore));
describe('behind what was last known', () =>
  keepsTheFeatureContract(() => withLastKnown(createPostgresStore(), { giveUpMs: 30_000 })));
