// Types of the HTTP contract. Generated from contract/openapi.json by openapi-typescript; this first form holds
// the questions that the frame itself asks, until the contract is generated.

export interface paths {
  '/api/v1/me': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Me'] } } };
    };
  };
  '/api/v1/meta': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Meta'] } } };
    };
  };
  '/api/v1/places': {
    get: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': components['schemas']['Places'] } } };
    };
  };
}

export interface components {
  schemas: {
    Me: {
      id: string;
      name: string;
      role: string;
      county: string;
      region: string;
      householdId: string | null;
      mayWrite: boolean;
      secondFactor: boolean;
      demo: boolean;
      businessDate: string;
    };
    Places: { divisions: { code: string; parent: string | null; name: string }[] };
    Meta: {
      demo: boolean;
      demoSignIns?: { username: string; password: string; role: string; name: string; place?: string }[];
    };
  };
}
