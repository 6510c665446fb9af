// npm `auth0` 4.37.1 and 7.1.0, unmodified, as two pairs of hands that do the same things: each call answers with the plain data, and each
// refusal says { status, code, kind }.
import * as v4 from 'auth0';
import * as v7 from 'auth0-v7';
import { domain, management } from '../support/server.mjs';

export const machine = { domain, ...management };
const data = async (answer) => (await answer).data;
const listOf = async (page) => (await page).data;

// ---- 4.37.1 -----------------------------------------------------------------------------------------------------------

function fourth(options) {
  const sdk = new v4.ManagementClient({ ...machine, ...options });
  const { guardian, branding, users, clients, clientGrants, resourceServers, connections, tenants, prompts, tickets, jobs, stats, logs, userBlocks } = sdk;
  const user = (id, more = {}) => ({ id, ...more });
  return {
    sdk,
    factors: () => data(guardian.getFactors()),
    setFactor: (name, enabled) => data(guardian.updateFactor({ name }, { enabled })),
    messageTypes: () => data(guardian.getPhoneFactorMessageTypes()),
    setMessageTypes: (body) => data(guardian.updatePhoneFactorMessageTypes(body)),
    provider: (path = 'phone') => data(path === 'phone' ? guardian.getPhoneFactorSelectedProvider() : guardian.getSmsSelectedProvider()),
    setProvider: (body, path = 'phone') =>
      data(path === 'phone' ? guardian.updatePhoneFactorSelectedProvider(body) : guardian.setSmsSelectedProvider(body)),
    twilio: (path = 'phone') => data(path === 'phone' ? guardian.getPhoneFactorProviderTwilio() : guardian.getSmsFactorProviderTwilio()),
    setTwilio: (body, path = 'phone') =>
      data(path === 'phone' ? guardian.updatePhoneFactorProviderTwilio(body) : guardian.setSmsFactorProviderTwilio(body)),
    templates: (path = 'phone') => data(path === 'phone' ? guardian.getPhoneFactorTemplates() : guardian.getSmsFactorTemplates()),
    setTemplates: (body, path = 'phone') => data(path === 'phone' ? guardian.setPhoneFactorTemplates(body) : guardian.setSmsFactorTemplates(body)),
    policies: () => data(guardian.getPolicies()),
    setPolicies: (body) => data(guardian.updatePolicies(body)),
    createTicket: (body) => data(guardian.createEnrollmentTicket(body)),
    enrollment: (id) => data(guardian.getGuardianEnrollment({ id })),
    deleteEnrollment: (id) => data(guardian.deleteGuardianEnrollment({ id })),
    pushProvider: () => data(guardian.getPushNotificationSelectedProvider()),
    sns: () => data(guardian.getPushNotificationProviderSNS()),

    phoneProviders: () => data(branding.getAllPhoneProviders()),
    createPhoneProvider: (body) => data(branding.configurePhoneProvider(body)),
    phoneProvider: (id) => data(branding.getPhoneProvider({ id })),
    updatePhoneProvider: (id, body) => data(branding.updatePhoneProvider({ id }, body)),
    deletePhoneProvider: (id) => data(branding.deletePhoneProvider({ id })),
    phoneTemplates: () => data(branding.getAllPhoneTemplates()),
    createPhoneTemplate: (body) => data(branding.createPhoneTemplate(body)),
    phoneTemplate: (id) => data(branding.getPhoneTemplate({ id })),
    updatePhoneTemplate: (id, body) => data(branding.updatePhoneTemplate({ id }, body)),
    deletePhoneTemplate: (id) => data(branding.deletePhoneTemplate({ id })),
    branding: () => data(branding.getSettings()),
    updateBranding: (body) => data(branding.updateSettings(body)),

    createUser: (body) => data(users.create(body)),
    user: (id) => data(users.get(user(id))),
    updateUser: (id, body) => data(users.update(user(id), body)),
    deleteUser: (id) => data(users.delete(user(id))),
    searchUsers: async (query) => (await data(users.getAll({ ...query, include_totals: true, search_engine: 'v3' }))).users,
    usersByEmail: (email) => data(sdk.usersByEmail.getByEmail({ email })),
    enrollments: (id) => data(users.getEnrollments(user(id))),
    methods: (id) => data(users.getAuthenticationMethods(user(id))),
    createMethod: (id, body) => data(users.createAuthenticationMethod(user(id), body)),
    setMethods: (id, body) => data(users.updateAuthenticationMethods(user(id), body)),
    method: (id, method) => data(users.getAuthenticationMethod(user(id, { authentication_method_id: method }))),
    updateMethod: (id, method, body) => data(users.updateAuthenticationMethod(user(id, { authentication_method_id: method }), body)),
    deleteMethod: (id, method) => data(users.deleteAuthenticationMethod(user(id, { authentication_method_id: method }))),
    deleteMethods: (id) => data(users.deleteAuthenticationMethods(user(id))),
    deleteAuthenticators: (id) => data(users.deleteAllAuthenticators(user(id))),
    invalidateRememberBrowser: (id) => data(users.invalidateRememberBrowser(user(id))),
    regenerateRecoveryCode: (id) => data(users.regenerateRecoveryCode(user(id))),
    userLogs: (id) => data(users.getLogs(user(id))),
    blocks: (id) => data(userBlocks.get({ id })),
    deleteBlocks: (id) => data(userBlocks.delete({ id })),
    blocksOf: (identifier) => data(userBlocks.getAll({ identifier })),

    createClient: (body) => data(clients.create(body)),
    client: (id) => data(clients.get({ client_id: id })),
    updateClient: (id, body) => data(clients.update({ client_id: id }, body)),
    rotateSecret: (id) => data(clients.rotateClientSecret({ client_id: id })),
    deleteClient: (id) => data(clients.delete({ client_id: id })),
    clients: async () => (await data(clients.getAll({ page: 0, per_page: 50, include_totals: true }))).clients,
    createApi: (body) => data(resourceServers.create(body)),
    api: (id) => data(resourceServers.get({ id })),
    updateApi: (id, body) => data(resourceServers.update({ id }, body)),
    deleteApi: (id) => data(resourceServers.delete({ id })),
    apis: async () => (await data(resourceServers.getAll({ page: 0, per_page: 50, include_totals: true }))).resource_servers,
    createGrant: (body) => data(clientGrants.create(body)),
    grants: async () => (await data(clientGrants.getAll({ take: 50 }))).client_grants,
    updateGrant: (id, body) => data(clientGrants.update({ id }, body)),
    deleteGrant: (id) => data(clientGrants.delete({ id })),
    connections: async () => (await data(connections.getAll({ take: 50 }))).connections,
    connection: (id) => data(connections.get({ id })),
    createConnection: (body) => data(connections.create(body)),
    updateConnection: (id, body) => data(connections.update({ id }, body)),
    deleteConnection: (id) => data(connections.delete({ id })),
    roles: async () => (await data(sdk.roles.getAll({ page: 0, per_page: 50, include_totals: true }))).roles,

    tenant: () => data(tenants.getSettings()),
    updateTenant: (body) => data(tenants.updateSettings(body)),
    prompts: () => data(prompts.get()),
    updatePrompts: (body) => data(prompts.update(body)),
    customText: (prompt, language) => data(prompts.getCustomTextByLanguage({ prompt, language })),
    setCustomText: (prompt, language, body) => data(prompts.updateCustomTextByLanguage({ prompt, language }, body)),
    passwordTicket: (body) => data(tickets.changePassword(body)),
    emailTicket: (body) => data(tickets.verifyEmail(body)),
    importUsers: (file, more) => data(jobs.importUsers({ users: file, ...more })),
    exportUsers: (body) => data(jobs.exportUsers(body)),
    job: (id) => data(jobs.get({ id })),
    jobErrors: async (id) => (await data(jobs.getErrors({ id }))) || [],
    daily: (from, to) => data(stats.getDaily({ from, to })),
    activeUsers: () => data(stats.getActiveUsersCount()),
    searchLogs: async (query) => (await data(logs.getAll({ page: 0, per_page: 50, include_totals: true, ...query }))).logs,
    log: (id) => data(logs.get({ id })),
  };
}

// ---- 7.1.0 ------------------------------------------------------------------------------------------------------------

function seventh({ token, ...options } = {}) {
  const sdk = new v7.ManagementClient({ domain, ...(token ? { token } : management), ...options });
  const { guardian, branding, users, clients, clientGrants, resourceServers, connections, tenants, prompts, tickets, jobs, stats, logs, userBlocks } = sdk;
  const { factors } = guardian;
  const search = ({ q, ...rest } = {}) => ({ page: 0, per_page: 50, ...(q && { search: q }), ...rest });
  return {
    sdk,
    factors: () => factors.list(),
    setFactor: (name, enabled) => factors.set(name, { enabled }),
    messageTypes: () => factors.phone.getMessageTypes(),
    setMessageTypes: (body) => factors.phone.setMessageTypes(body),
    provider: (path = 'phone') => factors[path].getSelectedProvider(),
    setProvider: (body, path = 'phone') => factors[path].setProvider(body),
    twilio: (path = 'phone') => factors[path].getTwilioProvider(),
    setTwilio: (body, path = 'phone') => factors[path].setTwilioProvider(body),
    templates: (path = 'phone') => factors[path].getTemplates(),
    setTemplates: (body, path = 'phone') => factors[path].setTemplates(body),
    policies: () => guardian.policies.list(),
    setPolicies: (body) => guardian.policies.set(body),
    createTicket: (body) => guardian.enrollments.createTicket(body),
    enrollment: (id) => guardian.enrollments.get(id),
    deleteEnrollment: (id) => guardian.enrollments.delete(id),
    pushProvider: () => factors.pushNotification.getSelectedProvider(),
    sns: () => factors.pushNotification.getSnsProvider(),

    phoneProviders: () => branding.phone.providers.list(),
    createPhoneProvider: (body) => branding.phone.providers.create(body),
    phoneProvider: (id) => branding.phone.providers.get(id),
    updatePhoneProvider: (id, body) => branding.phone.providers.update(id, body),
    deletePhoneProvider: (id) => branding.phone.providers.delete(id),
    phoneTemplates: () => branding.phone.templates.list(),
    createPhoneTemplate: (body) => branding.phone.templates.create(body),
    phoneTemplate: (id) => branding.phone.templates.get(id),
    updatePhoneTemplate: (id, body) => branding.phone.templates.update(id, body),
    deletePhoneTemplate: (id) => branding.phone.templates.delete(id),
    branding: () => branding.get(),
    updateBranding: (body) => branding.update(body),

    createUser: (body) => users.create(body),
    user: (id) => users.get(id),
    updateUser: (id, body) => users.update(id, body),
    deleteUser: (id) => users.delete(id),
    searchUsers: (query) => listOf(users.list({ ...query, search_engine: 'v3' })),
    usersByEmail: (email) => users.listUsersByEmail({ email }),
    enrollments: (id) => users.enrollments.get(id),
    methods: (id) => listOf(users.authenticationMethods.list(id)),
    createMethod: (id, body) => users.authenticationMethods.create(id, body),
    setMethods: (id, body) => users.authenticationMethods.set(id, body),
    method: (id, method) => users.authenticationMethods.get(id, method),
    updateMethod: (id, method, body) => users.authenticationMethods.update(id, method, body),
    deleteMethod: (id, method) => users.authenticationMethods.delete(id, method),
    deleteMethods: (id) => users.authenticationMethods.deleteAll(id),
    deleteAuthenticators: (id) => users.authenticators.deleteAll(id),
    invalidateRememberBrowser: (id) => users.multifactor.invalidateRememberBrowser(id),
    regenerateRecoveryCode: (id) => users.regenerateRecoveryCode(id),
    userLogs: (id) => listOf(users.logs.list(id)),
    blocks: (id) => userBlocks.list(id),
    deleteBlocks: (id) => userBlocks.delete(id),
    blocksOf: (identifier) => userBlocks.listByIdentifier({ identifier }),

    createClient: (body) => clients.create(body),
    client: (id) => clients.get(id),
    updateClient: (id, body) => clients.update(id, body),
    rotateSecret: (id) => clients.rotateSecret(id),
    deleteClient: (id) => clients.delete(id),
    clients: () => listOf(clients.list()),
    createApi: (body) => resourceServers.create(body),
    api: (id) => resourceServers.get(id),
    updateApi: (id, body) => resourceServers.update(id, body),
    deleteApi: (id) => resourceServers.delete(id),
    apis: () => listOf(resourceServers.list()),
    createGrant: (body) => clientGrants.create(body),
    grants: () => listOf(clientGrants.list()),
    updateGrant: (id, body) => clientGrants.update(id, body),
    deleteGrant: (id) => clientGrants.delete(id),
    connections: () => listOf(connections.list()),
    connection: (id) => connections.get(id),
    createConnection: (body) => connections.create(body),
    updateConnection: (id, body) => connections.update(id, body),
    deleteConnection: (id) => connections.delete(id),
    roles: () => listOf(sdk.roles.list()),

    tenant: () => tenants.settings.get(),
    updateTenant: (body) => tenants.settings.update(body),
    prompts: () => prompts.getSettings(),
    updatePrompts: (body) => prompts.updateSettings(body),
    customText: (prompt, language) => prompts.customText.get(prompt, language),
    setCustomText: (prompt, language, body) => prompts.customText.set(prompt, language, body),
    passwordTicket: (body) => tickets.changePassword(body),
    emailTicket: (body) => tickets.verifyEmail(body),
    importUsers: (file, more) => jobs.usersImports.create({ users: file, ...more }),
    exportUsers: (body) => jobs.usersExports.create(body),
    job: (id) => jobs.get(id),
    jobErrors: async (id) => (await jobs.errors.get(id)) ?? [],
    daily: (from, to) => stats.getDaily({ from, to }),
    activeUsers: () => stats.getActiveUsersCount(),
    searchLogs: (query) => listOf(logs.list(search(query))),
    log: (id) => logs.get(id),
  };
}

// ---- Refusals ---------------------------------------------------------------------------------------------------------

/** What the SDK throws, by the names of its own. */
export async function refusal(answer) {
  const error = await answer.then((value) => ({ unexpected: value }), (thrown) => thrown);
  if (error instanceof v4.ManagementApiError) return { status: error.statusCode, code: error.errorCode, kind: 'ManagementApiError', words: error.msg };
  if (error instanceof v7.ManagementError) return { status: error.statusCode, code: error.body?.errorCode, kind: error.constructor.name, words: error.body?.message };
  return { status: undefined, code: undefined, kind: String(error?.stack ?? JSON.stringify(error)), words: undefined };
}

const typed = { 400: 'BadRequestError', 401: 'UnauthorizedError', 403: 'ForbiddenError', 404: 'NotFoundError', 409: 'ConflictError', 429: 'TooManyRequestsError' };

/** `patience` is the option that takes it away: both SDKs wait and try again when they are told that they ask too much. */
export const versions = [
  { name: 'auth0 4.37.1', open: fourth, patience: { retry: { enabled: false } }, kindOf: () => 'ManagementApiError' },
  { name: 'auth0 7.1.0', open: seventh, patience: { maxRetries: 0 }, kindOf: (status) => typed[status] },
];

/** A token with these scopes alone; without any, with all. */
export async function token(scope) {
  const { base } = await import('../support/server.mjs');
  const asked = { grant_type: 'client_credentials', audience: `${base}/api/v2/`, client_id: management.clientId, client_secret: management.clientSecret, scope };
  const answer = await fetch(`${base}/oauth/token`, { method: 'POST', body: new URLSearchParams(Object.entries(asked).filter(([, value]) => value)) });
  return (await answer.json()).access_token;
}
