// Generated from the OpenAPI document by `npm run generate`. Do not edit.

export interface paths {
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics for Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/version/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The version of this Gatehouse, for signed-in callers */
        get: operations["version_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/schema/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The OpenAPI 3.1 document */
        get: operations["schema_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the process runs */
        get: operations["health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether requests can be served: the database is reachable, migrated and takes changes */
        get: operations["health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-auth/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a user name and password for a token that lasts 24 hours */
        post: operations["api_auth_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in in a browser; the session is in a cookie that scripts cannot read */
        post: operations["session_create"];
        /**
         * Sign out
         * @description 200 where the session began at an OpenID provider: the browser goes to `sign_out_url` to sign out there.
         */
        delete: operations["session_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/password/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your own password; your other sessions end */
        post: operations["users_me_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/reset-link/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a link with which a user sets a new password, once, within a day */
        post: operations["users_reset_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset/check/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show whose password a link sets */
        post: operations["reset_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reset/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with a link, which works once; all sessions of the user end */
        post: operations["reset_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the ways to sign in */
        get: operations["sign_in_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to an OpenID provider to sign in */
        get: operations["sign_in_begin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}/callback/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Return from an OpenID provider, which sends the browser here */
        get: operations["sign_in_finish"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}/sign-out/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Go to an OpenID provider to sign out there, without a session here
         * @description For somebody who was refused: the provider would sign them on again.
         */
        get: operations["sign_in_sign_out"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/identities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the identities of a user at OpenID providers */
        get: operations["users_identities_list"];
        put?: never;
        /** Add an identity at an OpenID provider, with which the user may then sign in */
        post: operations["users_identities_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/identities/{identity}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove an identity; nobody can sign in with it any more */
        delete: operations["users_identities_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/me/identities/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add your identity at an OpenID provider to your account
         * @description In a browser only, which then goes to `url` and signs in there.
         */
        post: operations["users_me_identities_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sign-in/{provider}/back-channel-logout/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For OpenID providers: end the sessions of somebody who signed out there */
        post: operations["sign_in_back_channel_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/refused-sign-ons/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List who was refused at sign-on */
        get: operations["refused_sign_ons_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List who was refused at sign-on: only how many */
        head: operations["refused_sign_ons_count"];
        patch?: never;
        trace?: never;
    };
    "/api/refused-sign-ons/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take somebody off the list; linking their identity does so too */
        delete: operations["refused_sign_ons_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/get_api_token/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Exchange an access token of an OpenID provider for an API token
         * @description Send `Authorization: Bearer <access token>`. The access token must be for this service and have a scope that the operator listed; it decides the scope of the API token.
         */
        get: operations["openportal_get_api_token_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List all managed projects */
        get: operations["openportal_managed_projects_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List all managed projects: only how many */
        head: operations["openportal_managed_projects_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a managed project */
        get: operations["openportal_managed_projects_retrieve_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Check if a managed project exists */
        head: operations["openportal_managed_projects_retrieve_head"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/approve/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approve managed project request */
        post: operations["openportal_managed_projects_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/reject/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reject managed project request */
        post: operations["openportal_managed_projects_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/refuse-change/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse the change of a running award */
        post: operations["openportal_managed_projects_refuse_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/reopen/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a rejected or canceled award wait for a reviewer again */
        post: operations["openportal_managed_projects_reopen"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/attach/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Attach a project to this managed project */
        post: operations["openportal_managed_projects_attach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/detach/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Detach the project from this managed project */
        post: operations["openportal_managed_projects_detach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/add-note/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Append a note to the managed project */
        post: operations["openportal_managed_projects_add_note"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/delete/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete ManagedProject object */
        delete: operations["openportal_managed_projects_delete_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/plan/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What approving now would do */
        get: operations["openportal_managed_projects_plan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-projects/{identifier}/{destination}/internal-notes/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the internal notes of a managed project */
        get: operations["openportal_managed_projects_internal_notes_list"];
        put?: never;
        /** Add an internal note, which is never sent to the awarding portal */
        post: operations["openportal_managed_projects_internal_notes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-project-audit/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what happened to managed projects */
        get: operations["openportal_managed_project_audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List what happened to managed projects: only how many */
        head: operations["openportal_managed_project_audit_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-project-audit/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to managed projects as CSV, by the filters and the order of the list */
        get: operations["openportal_managed_project_audit_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-managed-project-audit/{id}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve one entry of the audit */
        get: operations["openportal_managed_project_audit_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-project-template/{uuid}/resources/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The resources that projects of a template get */
        get: operations["openportal_project_template_resources_list"];
        /** Set the resources that projects of a template get */
        put: operations["openportal_project_template_resources_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-resources/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List resources */
        get: operations["openportal_resources_list"];
        put?: never;
        /** Create a resource */
        post: operations["openportal_resources_create"];
        delete?: never;
        options?: never;
        /** List resources: only how many */
        head: operations["openportal_resources_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-resources/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a resource */
        get: operations["openportal_resources_retrieve"];
        put?: never;
        post?: never;
        /** Delete a resource without projects and templates */
        delete: operations["openportal_resources_destroy"];
        options?: never;
        head?: never;
        /** Change a resource */
        patch: operations["openportal_resources_partial_update"];
        trace?: never;
    };
    "/api/openportal-resources/{uuid}/unknown/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects and accounts of a resource that nobody here knows */
        get: operations["openportal_resources_unknown_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-resources/{uuid}/adopt/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Link projects and accounts of a resource to projects and people here */
        post: operations["openportal_resources_adopt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-resources/{uuid}/check/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask which agents of a resource answer, and what they can do */
        post: operations["openportal_resources_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-machines/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects on machines */
        get: operations["openportal_machines_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List projects on machines: only how many */
        head: operations["openportal_machines_count"];
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/machines/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project on its resources, with its members */
        get: operations["projects_machines_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/machines/{resource}/instructions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last hundred instructions about a project on a resource; staff and support */
        get: operations["projects_machines_instructions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/machines/{resource}/block/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Block a project on a resource: nobody logs in, nothing starts */
        post: operations["projects_machines_block"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/machines/{resource}/unblock/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a block of staff */
        post: operations["projects_machines_unblock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/machines/{resource}/check_now/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare a project with the machine now */
        post: operations["projects_machines_check_now"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-project-template/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List project templates */
        get: operations["openportal_project_template_list"];
        put?: never;
        /** Create a project template */
        post: operations["openportal_project_template_create"];
        delete?: never;
        options?: never;
        /** List project templates: only how many */
        head: operations["openportal_project_template_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-project-template/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a project template */
        get: operations["openportal_project_template_retrieve"];
        /** Replace a project template */
        put: operations["openportal_project_template_update"];
        post?: never;
        /** Delete a project template without awards */
        delete: operations["openportal_project_template_destroy"];
        options?: never;
        head?: never;
        /** Change a project template */
        patch: operations["openportal_project_template_partial_update"];
        trace?: never;
    };
    "/api/openportal-project-template/{uuid}/delete/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Delete a project template without awards */
        delete: operations["openportal_project_template_delete_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects */
        get: operations["projects_list"];
        put?: never;
        /** Create a project */
        post: operations["projects_create"];
        delete?: never;
        options?: never;
        /** List projects: only how many */
        head: operations["projects_count"];
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a project */
        get: operations["projects_retrieve"];
        /** Change a project; what is left out stays */
        put: operations["projects_update"];
        post?: never;
        /** Mark a project as removed */
        delete: operations["projects_destroy"];
        options?: never;
        head?: never;
        /** Change a project; what is left out stays */
        patch: operations["projects_partial_update"];
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects that no award manages */
        get: operations["openportal_unmanaged_projects_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List projects that no award manages: only how many */
        head: operations["openportal_unmanaged_projects_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a project that no award manages */
        get: operations["openportal_unmanaged_projects_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/list_users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members and open invitations of a project */
        get: operations["projects_list_users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List the members and open invitations of a project: only how many */
        head: operations["projects_list_users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/add_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a user a role in a project */
        post: operations["projects_add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/update_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change when the role of a user in a project ends */
        post: operations["projects_update_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/projects/{uuid}/delete_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke the role of a user in a project */
        post: operations["projects_delete_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/{uuid}/list_users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members and open invitations of a project that no award manages */
        get: operations["openportal_unmanaged_projects_list_users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List the members and open invitations of a project that no award manages: only how many */
        head: operations["openportal_unmanaged_projects_list_users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/{uuid}/add_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a user a role in a project that no award manages */
        post: operations["openportal_unmanaged_projects_add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/{uuid}/update_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change when the role of a user in a project that no award manages ends */
        post: operations["openportal_unmanaged_projects_update_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-unmanaged-projects/{uuid}/delete_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke the role of a user in a project that no award manages */
        post: operations["openportal_unmanaged_projects_delete_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers */
        get: operations["customers_list"];
        put?: never;
        /** Create a customer */
        post: operations["customers_create"];
        delete?: never;
        options?: never;
        /** List customers: only how many */
        head: operations["customers_count"];
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a customer */
        get: operations["customers_retrieve"];
        /** Change a customer; what is left out stays */
        put: operations["customers_update"];
        post?: never;
        /** Delete a customer without projects and templates */
        delete: operations["customers_destroy"];
        options?: never;
        head?: never;
        /** Change a customer; what is left out stays */
        patch: operations["customers_partial_update"];
        trace?: never;
    };
    "/api/customers/{uuid}/list_users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members and open invitations of a customer */
        get: operations["customers_list_users_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List the members and open invitations of a customer: only how many */
        head: operations["customers_list_users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/add_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a user a role in a customer */
        post: operations["customers_add_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/update_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change when the role of a user in a customer ends */
        post: operations["customers_update_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/customers/{uuid}/delete_user/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Revoke the role of a user in a customer */
        post: operations["customers_delete_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List users */
        get: operations["users_list"];
        put?: never;
        /** Create a user */
        post: operations["users_create"];
        delete?: never;
        options?: never;
        /** List users: only how many */
        head: operations["users_count"];
        patch?: never;
        trace?: never;
    };
    "/api/users/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve your own account */
        get: operations["users_me_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Retrieve your own account: only that there is one */
        head: operations["users_me_count"];
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a user */
        get: operations["users_retrieve"];
        /** Change a user; what is left out stays */
        put: operations["users_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change a user; what is left out stays */
        patch: operations["users_partial_update"];
        trace?: never;
    };
    "/api/roles/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the roles that people can have */
        get: operations["roles_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List the roles that people can have: only how many */
        head: operations["roles_count"];
        patch?: never;
        trace?: never;
    };
    "/api/roles/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve a role */
        get: operations["roles_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-userinfo/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List people with their short names */
        get: operations["openportal_userinfo_list"];
        put?: never;
        /** Give somebody a short name */
        post: operations["openportal_userinfo_create"];
        delete?: never;
        options?: never;
        /** List people with their short names: only how many */
        head: operations["openportal_userinfo_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-userinfo/me/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your own short name, or one that you could choose */
        get: operations["openportal_userinfo_me_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** Your own short name: only that there is one answer */
        head: operations["openportal_userinfo_me_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-userinfo/{user}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve somebody's short name */
        get: operations["openportal_userinfo_retrieve"];
        /** Choose your own short name once, or as staff change one */
        put: operations["openportal_userinfo_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Choose your own short name once, or as staff change one */
        patch: operations["openportal_userinfo_partial_update"];
        trace?: never;
    };
    "/api/openportal-userinfo/{user}/set_shortname/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose your own short name once, or as staff change one */
        put: operations["openportal_userinfo_set_shortname_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-projectinfo/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List projects with their short names */
        get: operations["openportal_projectinfo_list"];
        put?: never;
        /** Give a project a short name; staff only */
        post: operations["openportal_projectinfo_create"];
        delete?: never;
        options?: never;
        /** List projects with their short names: only how many */
        head: operations["openportal_projectinfo_count"];
        patch?: never;
        trace?: never;
    };
    "/api/openportal-projectinfo/{project}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve the short name of a project */
        get: operations["openportal_projectinfo_retrieve"];
        /** Give a project a short name, once; staff only */
        put: operations["openportal_projectinfo_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give a project a short name, once; staff only */
        patch: operations["openportal_projectinfo_partial_update"];
        trace?: never;
    };
    "/api/openportal-projectinfo/{project}/set_shortname/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Give a project a short name, once */
        put: operations["openportal_projectinfo_set_shortname_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal-projectinfo/{project}/set_allowed_destinations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Where a project may run: not kept here, so only none is accepted */
        put: operations["openportal_projectinfo_set_allowed_destinations_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/whoami/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who makes this request */
        get: operations["openportal_whoami_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/access_for_email/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether somebody may use the site, and in which projects */
        get: operations["openportal_access_for_email_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/project_mapping/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The projects that identifiers such as a6a.brics name */
        get: operations["openportal_project_mapping_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/user_mapping/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The users that emails or identifiers such as ada.a6a.brics name */
        get: operations["openportal_user_mapping_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user-invitations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the open invitations that you manage */
        get: operations["user_invitations_list"];
        put?: never;
        /** Invite somebody by email; who has signed in with it joins at once */
        post: operations["user_invitations_create"];
        delete?: never;
        options?: never;
        /** List the open invitations that you manage: only how many */
        head: operations["user_invitations_count"];
        patch?: never;
        trace?: never;
    };
    "/api/user-invitations/{uuid}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Retrieve an open invitation */
        get: operations["user_invitations_retrieve"];
        put?: never;
        post?: never;
        /** Withdraw an invitation */
        delete: operations["user_invitations_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user-invitations/{uuid}/cancel/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraw an invitation */
        post: operations["user_invitations_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/user-invitations/{uuid}/send/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation again: refused, since this service sends no mail yet */
        post: operations["user_invitations_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/tokens/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the API tokens of a user, without their keys */
        get: operations["users_tokens_list"];
        put?: never;
        /** Create an API token; only this reply shows its key */
        post: operations["users_tokens_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/tokens/{token}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API token on all replicas at once */
        delete: operations["users_tokens_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/sessions/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the active sessions of a user */
        get: operations["users_sessions_list"];
        put?: never;
        post?: never;
        /** End all sessions of a user except the current one */
        delete: operations["users_sessions_destroy_others"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{uuid}/sessions/{session}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one session on all replicas at once */
        delete: operations["users_sessions_destroy"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/administrative-audit/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List changes of people, roles, customers, projects, tokens, templates and settings */
        get: operations["administrative_audit_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /** List changes of people, roles, customers, projects, tokens, templates and settings: only how many */
        head: operations["administrative_audit_count"];
        patch?: never;
        trace?: never;
    };
    "/api/administrative-audit/export/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Export the administrative audit as CSV, with the filters of the list */
        get: operations["administrative_audit_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/fetch_job/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bridge signals a job: it is fetched, stored and processed afterwards */
        get: operations["openportal_fetch_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/fetch_notification/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bridge signals a notification: it is fetched and stored */
        get: operations["openportal_fetch_notification"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/openportal/status/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Status of the connection to the bridge */
        get: operations["openportal_status_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/site/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The site: its portal's name, its time zone, whether awarding portals are notified */
        get: operations["site_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/overview/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Awards by state and age, decisions by week, credits by template */
        get: operations["overview_retrieve"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Awards that change, as server-sent events
         * @description `hello` at the start; `awards` with `{"awards": [{"identifier", "destination"}]}`; `heartbeat` every 15 seconds. A stream ends after five minutes; an EventSource connects again. 20 a person at most.
         */
        get: operations["events_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** ManagedProject */
        "def-0": {
            /** @enum {string} */
            state: "draft" | "pending" | "approved" | "rejected" | "canceled";
            /**
             * Format: date-time
             * @description 2026-11-23T15:04:05.123456Z
             */
            created: string;
            /**
             * Format: date-time
             * @description Timestamp when the review was completed
             */
            reviewed_at: string | null;
            reviewed_by_full_name: string;
            /** Format: uuid */
            reviewed_by_uuid: string;
            /** @description Optional comment provided during review */
            review_comment: string | null;
            identifier: string;
            /** @description The destination used to send instructions from the remote portal. */
            destination: string;
            /** @description AwardDetails; keys of newer awarding portals are passed on. */
            details: {
                name: string | null;
                template: string | null;
                /** @description The template's key is never shown. */
                key: null;
                description: string | null;
                /** @description E-mail address → role, in the words of the awarding portal. */
                members: {
                    [key: string]: string;
                } | null;
                /**
                 * Format: date
                 * @description YYYY-MM-DD
                 */
                start_date: string | null;
                /**
                 * Format: date
                 * @description YYYY-MM-DD
                 */
                end_date: string | null;
                /** @description Size and unit, such as "1000 NHR". */
                allocation: string | null;
                breakdown?: {
                    [key: string]: unknown;
                };
                award?: {
                    id?: string;
                    /** Format: uri */
                    url?: string;
                } & {
                    [key: string]: unknown;
                };
                call?: {
                    id?: string;
                    /** Format: uri */
                    url?: string;
                } & {
                    [key: string]: unknown;
                };
                project_link?: {
                    id?: string;
                    /** Format: uri */
                    url?: string;
                } & {
                    [key: string]: unknown;
                };
                renewal?: {
                    id?: string;
                    /** Format: uri */
                    url?: string;
                } & {
                    [key: string]: unknown;
                };
                notes: ({
                    /**
                     * Format: date-time
                     * @description RFC 3339, UTC.
                     */
                    timestamp: string;
                    author: string;
                    text: string;
                } & {
                    [key: string]: unknown;
                })[];
                /**
                 * Format: date-time
                 * @description RFC 3339, UTC.
                 */
                earliest_approve?: string;
                /** @enum {string} */
                membership_control?: "open" | "members_only" | "roles_only" | "locked";
                /** @description null admits everybody, an empty list nobody. */
                allowed_domains: string[] | null;
            } & {
                [key: string]: unknown;
            };
            /**
             * Format: uri-reference
             * @description URL of the project, empty without one.
             */
            project: string;
            /** @description The project as its own endpoint shows it; without one, empty url and name. */
            project_data: {
                /**
                 * Format: uri
                 * @description An absolute URL.
                 */
                url: string;
                /** Format: uuid */
                uuid: string;
                name: string;
                slug: string;
                short_name: string | null;
                description: string;
                /**
                 * Format: uri
                 * @description An absolute URL.
                 */
                customer: string;
                /** Format: uuid */
                customer_uuid: string;
                customer_name: string;
                customer_slug: string;
                /**
                 * Format: date-time
                 * @description 2026-11-23T15:04:05.123456Z
                 */
                created: string;
                /**
                 * Format: date
                 * @description YYYY-MM-DD
                 */
                start_date: string | null;
                /**
                 * Format: date
                 * @description YYYY-MM-DD
                 */
                end_date: string | null;
                backend_id: string;
                is_removed: boolean;
                is_in_grace_period: boolean;
                project_credit: number | null;
                /** @description Decimal credits, such as "1000.00". */
                credits: string | null;
                customer_native_name: string;
                customer_abbreviation: string;
                /** @description How long projects may be tidied up after their end. */
                customer_grace_period_days: number | null;
                /**
                 * Format: date
                 * @description YYYY-MM-DD
                 */
                effective_end_date: string | null;
                /** @description Always false here. */
                customer_display_billing_info_in_projects: boolean;
                /** @description Always null here. */
                type_name: string | null;
                /** @description Always null here. */
                type_uuid: string | null;
                /** @description Always null here. */
                end_date_requested_by: string | null;
                /** @description Always null here. */
                end_date_updated_at: string | null;
                /** @description Always empty here. */
                oecd_fos_2007_label: string;
                resources_count: number;
                /** @description Always empty here. */
                project_metadata: unknown[];
                /** @description Always null here. */
                max_service_accounts: number | null;
                /** @description Always null here. */
                termination_metadata: Record<string, never> | null;
                /** @description Always null here. */
                affiliation: Record<string, never> | null;
                /** @description Always empty here. */
                affiliation_name: string;
                /** @description Always empty here. */
                affiliation_code: string;
                /** @description Always empty here. */
                science_sub_domain_name: string;
                /** @description Always empty here. */
                science_sub_domain_code: string;
                /**
                 * Format: uuid
                 * @description Always the nil UUID here.
                 */
                science_domain_uuid: string;
                /** @description Always empty here. */
                science_domain_name: string;
                /** @description Always empty here. */
                science_domain_code: string;
                /** @description Always empty here. */
                marketplace_resource_count: Record<string, never>;
                /** @description Nothing is billed here. */
                billing_price_estimate: {
                    total: string;
                    current: string;
                    tax: string;
                    tax_current: string;
                };
            } | {
                /** @enum {string} */
                url: "";
                /** Format: uuid */
                uuid: string;
                /** @enum {string} */
                name: "";
            };
            /**
             * Format: uri
             * @description An absolute URL.
             */
            project_template: string;
            project_template_data: {
                /**
                 * Format: uri
                 * @description An absolute URL.
                 */
                url: string;
                /** Format: uuid */
                uuid: string;
                name: string;
                offering: string;
                /**
                 * Format: uri
                 * @description An absolute URL.
                 */
                provider: string;
                provider_data: {
                    /**
                     * Format: uri
                     * @description An absolute URL.
                     */
                    url: string;
                    /** Format: uuid */
                    uuid: string;
                    name: string;
                    slug: string;
                    native_name: string;
                    abbreviation: string;
                    description: string;
                    email: string;
                    /**
                     * Format: date-time
                     * @description 2026-11-23T15:04:05.123456Z
                     */
                    created: string;
                    projects_count: number;
                    users_count: number;
                    display_name: string;
                    /** @description Always empty here. */
                    organization_groups: unknown[];
                    /** @description Always empty here. */
                    country_name: string;
                    /** @description Always empty here. */
                    default_affiliations: unknown[];
                    /** @description Always empty here. */
                    payment_profiles: unknown[];
                    /** @description Always null here. */
                    customer_credit: string | null;
                    /** @description Always null here. */
                    customer_unallocated_credit: string | null;
                    /** @description Always false here. */
                    has_affiliate_links: boolean;
                    /** @description Always false here. */
                    is_service_provider: boolean;
                    /** @description Always null here. */
                    service_provider: string | null;
                    /** @description Always null here. */
                    service_provider_uuid: string | null;
                    /** @description Always null here. */
                    call_managing_organization_uuid: string | null;
                    /** @description Nothing is billed here. */
                    billing_price_estimate: {
                        total: string;
                        current: string;
                        tax: string;
                        tax_current: string;
                    };
                    /** @description Always false here. */
                    has_active_helpdesk: boolean;
                };
                portal: string;
                /** @description ******** if there is one; never the key. */
                key: string | null;
                /**
                 * Format: uri
                 * @description An absolute URL.
                 */
                customer: string;
                customer_data: {
                    /**
                     * Format: uri
                     * @description An absolute URL.
                     */
                    url: string;
                    /** Format: uuid */
                    uuid: string;
                    name: string;
                    slug: string;
                    native_name: string;
                    abbreviation: string;
                    description: string;
                    email: string;
                    /**
                     * Format: date-time
                     * @description 2026-11-23T15:04:05.123456Z
                     */
                    created: string;
                    projects_count: number;
                    users_count: number;
                    display_name: string;
                    /** @description Always empty here. */
                    organization_groups: unknown[];
                    /** @description Always empty here. */
                    country_name: string;
                    /** @description Always empty here. */
                    default_affiliations: unknown[];
                    /** @description Always empty here. */
                    payment_profiles: unknown[];
                    /** @description Always null here. */
                    customer_credit: string | null;
                    /** @description Always null here. */
                    customer_unallocated_credit: string | null;
                    /** @description Always false here. */
                    has_affiliate_links: boolean;
                    /** @description Always false here. */
                    is_service_provider: boolean;
                    /** @description Always null here. */
                    service_provider: string | null;
                    /** @description Always null here. */
                    service_provider_uuid: string | null;
                    /** @description Always null here. */
                    call_managing_organization_uuid: string | null;
                    /** @description Nothing is billed here. */
                    billing_price_estimate: {
                        total: string;
                        current: string;
                        tax: string;
                        tax_current: string;
                    };
                    /** @description Always false here. */
                    has_active_helpdesk: boolean;
                };
                shortname: string;
                offerings: string[];
                /** @description Empty until resources exist. */
                offerings_data: unknown[];
                /** @description Decimal credits, such as "1000.00". */
                approval_limit: string | null;
                /** @description Decimal credits, such as "1000.00". */
                max_credit_limit: string | null;
                /** @description Unit → how many of them make one credit. */
                allocation_units_mapping: {
                    [key: string]: string | number;
                };
                /** @description Role of the awarding portal → role here. */
                role_mapping: {
                    [key: string]: unknown;
                };
                role_mapping_data: {
                    [key: string]: {
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        description: string;
                    };
                };
            };
            /** @description The local project identifier in this portal. */
            local_identifier: string | null;
            /**
             * Format: date-time
             * @description When it began to wait this time; null unless pending.
             */
            waiting_since: string | null;
            /** @description Why it waits; empty unless pending. */
            waiting_reasons: ({
                /** @description Such as above_approval_limit or embargoed. */
                code: string;
                /** @description The reason as a sentence. */
                text: string;
            } & {
                [key: string]: unknown;
            })[];
            /** @description The allocation granted, whatever is asked for now. */
            in_force_allocation: string | null;
            /** @description A changed allocation that was refused, the award going on. */
            refused_allocation: string | null;
            /** @description What was refused or left out of the last message. */
            message_problem: string | null;
            /**
             * Format: date-time
             * @description 2026-11-23T15:04:05.123456Z
             */
            message_problem_at: string | null;
            /** @description Members whom get_users cannot name to the awarding portal. */
            user_list_problem: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description In the format of Prometheus */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
    version_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        version: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    schema_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    api_auth_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        token: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    session_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    password: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Where this request came from. */
                        ip_address: string;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                        profile_completeness: {
                            is_complete: boolean;
                            missing_fields: string[];
                            mandatory_fields: string[];
                            enforcement_enabled: boolean;
                        };
                        customer_roles: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            /** Format: uuid */
                            customer_uuid: string;
                            customer_name: string;
                            /** @enum {string} */
                            role: "CUSTOMER.OWNER" | "CUSTOMER.MANAGER";
                        }[];
                        /** @description false: signs in with an OpenID provider, or not at all. */
                        has_password: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    session_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        sign_out_url: string;
                    };
                };
            };
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_me_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Write only. */
                    current_password: string;
                    /** @description Write only. */
                    new_password: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_reset_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expires_at: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    reset_check: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The part of the link after #. */
                    key: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        username: string;
                        full_name: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    reset_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The part of the link after #. */
                    key: string;
                    /** @description Write only. */
                    new_password: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sign_in_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether people may sign in with a password. */
                        password: boolean;
                        /** @description The URL at which people reach this service, if it is set; sign-on works there only. */
                        public_url: string | null;
                        providers: {
                            slug: string;
                            name: string;
                            /**
                             * Format: uri-reference
                             * @description A path of this service.
                             */
                            url: string;
                        }[];
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sign_in_begin: {
        parameters: {
            query?: {
                /** @description The page to continue with. */
                next?: string;
                /** @description `another`: the provider asks who signs on, although it knows the browser. */
                account?: string;
            };
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sign_in_finish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            303: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sign_in_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_identities_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        issuer: string;
                        subject: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_used: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_identities_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The slug of a provider. */
                    provider: string;
                    /** @description The `sub` of the user at the provider. */
                    subject: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_identities_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
                /** @description UUID of the identity. */
                identity: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_me_identities_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description The slug of a provider. */
                    provider: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sign_in_back_channel_logout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": {
                    logout_token: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    refused_sign_ons_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        /** @description Slug of the OpenID provider. */
                        provider: string;
                        issuer: string;
                        /** @description With the provider, what links the identity to a user. */
                        subject: string;
                        /** @description unknown, unverified, inactive or taken. */
                        problem: string;
                        username: string;
                        full_name: string;
                        email: string;
                        /** @description Whether the provider has verified the email. */
                        is_email_verified: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        first_refused: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_refused: string;
                        attempts: number;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    refused_sign_ons_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    refused_sign_ons_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_get_api_token_retrieve: {
        parameters: {
            query?: {
                /** @description Slug of the provider, needed where there are several. */
                provider?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Shown only in this reply. It lasts an hour. */
                        token: string;
                        /** @enum {string} */
                        user_access: "staff" | "not a staff";
                        user_email: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                identifier?: string;
                /** @description Contains, any case. */
                local_identifier?: string;
                /** @description URL of a project. */
                project?: string;
                /** @description UUID of a project. */
                project_uuid?: string;
                /** @description URL of a template. */
                project_template?: string;
                /** @description UUID of a template. */
                project_template_uuid?: string;
                /** @description Contains, any case, in identifier, award, project or template name; one or two letters find them at the beginning of these. */
                query?: string;
                /** @description Repeatable. */
                state?: string[];
                /** @description true leaves out what cannot be approved yet. */
                hide_embargoed?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["def-0"][];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                identifier?: string;
                /** @description Contains, any case. */
                local_identifier?: string;
                /** @description URL of a project. */
                project?: string;
                /** @description UUID of a project. */
                project_uuid?: string;
                /** @description URL of a template. */
                project_template?: string;
                /** @description UUID of a template. */
                project_template_uuid?: string;
                /** @description Contains, any case, in identifier, award, project or template name; one or two letters find them at the beginning of these. */
                query?: string;
                /** @description Repeatable. */
                state?: string[];
                /** @description true leaves out what cannot be approved yet. */
                hide_embargoed?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_retrieve_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "draft" | "pending" | "approved" | "rejected" | "canceled";
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description Timestamp when the review was completed
                         */
                        reviewed_at: string | null;
                        reviewed_by_full_name: string;
                        /** Format: uuid */
                        reviewed_by_uuid: string;
                        /** @description Optional comment provided during review */
                        review_comment: string | null;
                        identifier: string;
                        /** @description The destination used to send instructions from the remote portal. */
                        destination: string;
                        /** @description AwardDetails; keys of newer awarding portals are passed on. */
                        details: {
                            name: string | null;
                            template: string | null;
                            /** @description The template's key is never shown. */
                            key: null;
                            description: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains: string[] | null;
                        } & {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: uri-reference
                         * @description URL of the project, empty without one.
                         */
                        project: string;
                        /** @description The project as its own endpoint shows it; without one, empty url and name. */
                        project_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            short_name: string | null;
                            description: string;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            /** Format: uuid */
                            customer_uuid: string;
                            customer_name: string;
                            customer_slug: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date: string | null;
                            backend_id: string;
                            is_removed: boolean;
                            is_in_grace_period: boolean;
                            project_credit: number | null;
                            /** @description Decimal credits, such as "1000.00". */
                            credits: string | null;
                            customer_native_name: string;
                            customer_abbreviation: string;
                            /** @description How long projects may be tidied up after their end. */
                            customer_grace_period_days: number | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            effective_end_date: string | null;
                            /** @description Always false here. */
                            customer_display_billing_info_in_projects: boolean;
                            /** @description Always null here. */
                            type_name: string | null;
                            /** @description Always null here. */
                            type_uuid: string | null;
                            /** @description Always null here. */
                            end_date_requested_by: string | null;
                            /** @description Always null here. */
                            end_date_updated_at: string | null;
                            /** @description Always empty here. */
                            oecd_fos_2007_label: string;
                            resources_count: number;
                            /** @description Always empty here. */
                            project_metadata: unknown[];
                            /** @description Always null here. */
                            max_service_accounts: number | null;
                            /** @description Always null here. */
                            termination_metadata: Record<string, never> | null;
                            /** @description Always null here. */
                            affiliation: Record<string, never> | null;
                            /** @description Always empty here. */
                            affiliation_name: string;
                            /** @description Always empty here. */
                            affiliation_code: string;
                            /** @description Always empty here. */
                            science_sub_domain_name: string;
                            /** @description Always empty here. */
                            science_sub_domain_code: string;
                            /**
                             * Format: uuid
                             * @description Always the nil UUID here.
                             */
                            science_domain_uuid: string;
                            /** @description Always empty here. */
                            science_domain_name: string;
                            /** @description Always empty here. */
                            science_domain_code: string;
                            /** @description Always empty here. */
                            marketplace_resource_count: Record<string, never>;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                        } | {
                            /** @enum {string} */
                            url: "";
                            /** Format: uuid */
                            uuid: string;
                            /** @enum {string} */
                            name: "";
                        };
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project_template: string;
                        project_template_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            offering: string;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            provider: string;
                            provider_data: {
                                /**
                                 * Format: uri
                                 * @description An absolute URL.
                                 */
                                url: string;
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                slug: string;
                                native_name: string;
                                abbreviation: string;
                                description: string;
                                email: string;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                created: string;
                                projects_count: number;
                                users_count: number;
                                display_name: string;
                                /** @description Always empty here. */
                                organization_groups: unknown[];
                                /** @description Always empty here. */
                                country_name: string;
                                /** @description Always empty here. */
                                default_affiliations: unknown[];
                                /** @description Always empty here. */
                                payment_profiles: unknown[];
                                /** @description Always null here. */
                                customer_credit: string | null;
                                /** @description Always null here. */
                                customer_unallocated_credit: string | null;
                                /** @description Always false here. */
                                has_affiliate_links: boolean;
                                /** @description Always false here. */
                                is_service_provider: boolean;
                                /** @description Always null here. */
                                service_provider: string | null;
                                /** @description Always null here. */
                                service_provider_uuid: string | null;
                                /** @description Always null here. */
                                call_managing_organization_uuid: string | null;
                                /** @description Nothing is billed here. */
                                billing_price_estimate: {
                                    total: string;
                                    current: string;
                                    tax: string;
                                    tax_current: string;
                                };
                                /** @description Always false here. */
                                has_active_helpdesk: boolean;
                            };
                            portal: string;
                            /** @description ******** if there is one; never the key. */
                            key: string | null;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            customer_data: {
                                /**
                                 * Format: uri
                                 * @description An absolute URL.
                                 */
                                url: string;
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                slug: string;
                                native_name: string;
                                abbreviation: string;
                                description: string;
                                email: string;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                created: string;
                                projects_count: number;
                                users_count: number;
                                display_name: string;
                                /** @description Always empty here. */
                                organization_groups: unknown[];
                                /** @description Always empty here. */
                                country_name: string;
                                /** @description Always empty here. */
                                default_affiliations: unknown[];
                                /** @description Always empty here. */
                                payment_profiles: unknown[];
                                /** @description Always null here. */
                                customer_credit: string | null;
                                /** @description Always null here. */
                                customer_unallocated_credit: string | null;
                                /** @description Always false here. */
                                has_affiliate_links: boolean;
                                /** @description Always false here. */
                                is_service_provider: boolean;
                                /** @description Always null here. */
                                service_provider: string | null;
                                /** @description Always null here. */
                                service_provider_uuid: string | null;
                                /** @description Always null here. */
                                call_managing_organization_uuid: string | null;
                                /** @description Nothing is billed here. */
                                billing_price_estimate: {
                                    total: string;
                                    current: string;
                                    tax: string;
                                    tax_current: string;
                                };
                                /** @description Always false here. */
                                has_active_helpdesk: boolean;
                            };
                            shortname: string;
                            offerings: string[];
                            /** @description Empty until resources exist. */
                            offerings_data: unknown[];
                            /** @description Decimal credits, such as "1000.00". */
                            approval_limit: string | null;
                            /** @description Decimal credits, such as "1000.00". */
                            max_credit_limit: string | null;
                            /** @description Unit → how many of them make one credit. */
                            allocation_units_mapping: {
                                [key: string]: string | number;
                            };
                            /** @description Role of the awarding portal → role here. */
                            role_mapping: {
                                [key: string]: unknown;
                            };
                            role_mapping_data: {
                                [key: string]: {
                                    /** Format: uuid */
                                    uuid: string;
                                    name: string;
                                    description: string;
                                };
                            };
                        };
                        /** @description The local project identifier in this portal. */
                        local_identifier: string | null;
                        /**
                         * Format: date-time
                         * @description When it began to wait this time; null unless pending.
                         */
                        waiting_since: string | null;
                        /** @description Why it waits; empty unless pending. */
                        waiting_reasons: ({
                            /** @description Such as above_approval_limit or embargoed. */
                            code: string;
                            /** @description The reason as a sentence. */
                            text: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description The allocation granted, whatever is asked for now. */
                        in_force_allocation: string | null;
                        /** @description A changed allocation that was refused, the award going on. */
                        refused_allocation: string | null;
                        /** @description What was refused or left out of the last message. */
                        message_problem: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        message_problem_at: string | null;
                        /** @description Members whom get_users cannot name to the awarding portal. */
                        user_list_problem: string | null;
                    };
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_retrieve_head: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_refuse_change: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_reopen: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_attach: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the project to attach to this managed project
                     */
                    project_uuid: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_detach: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_add_note: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        state: "draft" | "pending" | "approved" | "rejected" | "canceled";
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description Timestamp when the review was completed
                         */
                        reviewed_at: string | null;
                        reviewed_by_full_name: string;
                        /** Format: uuid */
                        reviewed_by_uuid: string;
                        /** @description Optional comment provided during review */
                        review_comment: string | null;
                        identifier: string;
                        /** @description The destination used to send instructions from the remote portal. */
                        destination: string;
                        /** @description AwardDetails; keys of newer awarding portals are passed on. */
                        details: {
                            name: string | null;
                            template: string | null;
                            /** @description The template's key is never shown. */
                            key: null;
                            description: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains: string[] | null;
                        } & {
                            [key: string]: unknown;
                        };
                        /**
                         * Format: uri-reference
                         * @description URL of the project, empty without one.
                         */
                        project: string;
                        /** @description The project as its own endpoint shows it; without one, empty url and name. */
                        project_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            short_name: string | null;
                            description: string;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            /** Format: uuid */
                            customer_uuid: string;
                            customer_name: string;
                            customer_slug: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date: string | null;
                            backend_id: string;
                            is_removed: boolean;
                            is_in_grace_period: boolean;
                            project_credit: number | null;
                            /** @description Decimal credits, such as "1000.00". */
                            credits: string | null;
                            customer_native_name: string;
                            customer_abbreviation: string;
                            /** @description How long projects may be tidied up after their end. */
                            customer_grace_period_days: number | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            effective_end_date: string | null;
                            /** @description Always false here. */
                            customer_display_billing_info_in_projects: boolean;
                            /** @description Always null here. */
                            type_name: string | null;
                            /** @description Always null here. */
                            type_uuid: string | null;
                            /** @description Always null here. */
                            end_date_requested_by: string | null;
                            /** @description Always null here. */
                            end_date_updated_at: string | null;
                            /** @description Always empty here. */
                            oecd_fos_2007_label: string;
                            resources_count: number;
                            /** @description Always empty here. */
                            project_metadata: unknown[];
                            /** @description Always null here. */
                            max_service_accounts: number | null;
                            /** @description Always null here. */
                            termination_metadata: Record<string, never> | null;
                            /** @description Always null here. */
                            affiliation: Record<string, never> | null;
                            /** @description Always empty here. */
                            affiliation_name: string;
                            /** @description Always empty here. */
                            affiliation_code: string;
                            /** @description Always empty here. */
                            science_sub_domain_name: string;
                            /** @description Always empty here. */
                            science_sub_domain_code: string;
                            /**
                             * Format: uuid
                             * @description Always the nil UUID here.
                             */
                            science_domain_uuid: string;
                            /** @description Always empty here. */
                            science_domain_name: string;
                            /** @description Always empty here. */
                            science_domain_code: string;
                            /** @description Always empty here. */
                            marketplace_resource_count: Record<string, never>;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                        } | {
                            /** @enum {string} */
                            url: "";
                            /** Format: uuid */
                            uuid: string;
                            /** @enum {string} */
                            name: "";
                        };
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project_template: string;
                        project_template_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            offering: string;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            provider: string;
                            provider_data: {
                                /**
                                 * Format: uri
                                 * @description An absolute URL.
                                 */
                                url: string;
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                slug: string;
                                native_name: string;
                                abbreviation: string;
                                description: string;
                                email: string;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                created: string;
                                projects_count: number;
                                users_count: number;
                                display_name: string;
                                /** @description Always empty here. */
                                organization_groups: unknown[];
                                /** @description Always empty here. */
                                country_name: string;
                                /** @description Always empty here. */
                                default_affiliations: unknown[];
                                /** @description Always empty here. */
                                payment_profiles: unknown[];
                                /** @description Always null here. */
                                customer_credit: string | null;
                                /** @description Always null here. */
                                customer_unallocated_credit: string | null;
                                /** @description Always false here. */
                                has_affiliate_links: boolean;
                                /** @description Always false here. */
                                is_service_provider: boolean;
                                /** @description Always null here. */
                                service_provider: string | null;
                                /** @description Always null here. */
                                service_provider_uuid: string | null;
                                /** @description Always null here. */
                                call_managing_organization_uuid: string | null;
                                /** @description Nothing is billed here. */
                                billing_price_estimate: {
                                    total: string;
                                    current: string;
                                    tax: string;
                                    tax_current: string;
                                };
                                /** @description Always false here. */
                                has_active_helpdesk: boolean;
                            };
                            portal: string;
                            /** @description ******** if there is one; never the key. */
                            key: string | null;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            customer_data: {
                                /**
                                 * Format: uri
                                 * @description An absolute URL.
                                 */
                                url: string;
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                slug: string;
                                native_name: string;
                                abbreviation: string;
                                description: string;
                                email: string;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                created: string;
                                projects_count: number;
                                users_count: number;
                                display_name: string;
                                /** @description Always empty here. */
                                organization_groups: unknown[];
                                /** @description Always empty here. */
                                country_name: string;
                                /** @description Always empty here. */
                                default_affiliations: unknown[];
                                /** @description Always empty here. */
                                payment_profiles: unknown[];
                                /** @description Always null here. */
                                customer_credit: string | null;
                                /** @description Always null here. */
                                customer_unallocated_credit: string | null;
                                /** @description Always false here. */
                                has_affiliate_links: boolean;
                                /** @description Always false here. */
                                is_service_provider: boolean;
                                /** @description Always null here. */
                                service_provider: string | null;
                                /** @description Always null here. */
                                service_provider_uuid: string | null;
                                /** @description Always null here. */
                                call_managing_organization_uuid: string | null;
                                /** @description Nothing is billed here. */
                                billing_price_estimate: {
                                    total: string;
                                    current: string;
                                    tax: string;
                                    tax_current: string;
                                };
                                /** @description Always false here. */
                                has_active_helpdesk: boolean;
                            };
                            shortname: string;
                            offerings: string[];
                            /** @description Empty until resources exist. */
                            offerings_data: unknown[];
                            /** @description Decimal credits, such as "1000.00". */
                            approval_limit: string | null;
                            /** @description Decimal credits, such as "1000.00". */
                            max_credit_limit: string | null;
                            /** @description Unit → how many of them make one credit. */
                            allocation_units_mapping: {
                                [key: string]: string | number;
                            };
                            /** @description Role of the awarding portal → role here. */
                            role_mapping: {
                                [key: string]: unknown;
                            };
                            role_mapping_data: {
                                [key: string]: {
                                    /** Format: uuid */
                                    uuid: string;
                                    name: string;
                                    description: string;
                                };
                            };
                        };
                        /** @description The local project identifier in this portal. */
                        local_identifier: string | null;
                        /**
                         * Format: date-time
                         * @description When it began to wait this time; null unless pending.
                         */
                        waiting_since: string | null;
                        /** @description Why it waits; empty unless pending. */
                        waiting_reasons: ({
                            /** @description Such as above_approval_limit or embargoed. */
                            code: string;
                            /** @description The reason as a sentence. */
                            text: string;
                        } & {
                            [key: string]: unknown;
                        })[];
                        /** @description The allocation granted, whatever is asked for now. */
                        in_force_allocation: string | null;
                        /** @description A changed allocation that was refused, the award going on. */
                        refused_allocation: string | null;
                        /** @description What was refused or left out of the last message. */
                        message_problem: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        message_problem_at: string | null;
                        /** @description Members whom get_users cannot name to the awarding portal. */
                        user_list_problem: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_delete_destroy: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag that the reviewer saw. */
                "if-match"?: string;
            };
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether approving now would succeed. */
                        allowed: boolean;
                        barriers: {
                            code: string;
                            detail: string;
                        }[];
                        /**
                         * Format: date-time
                         * @description Not before, where that is still ahead.
                         */
                        embargo: string | null;
                        project: {
                            /**
                             * @description create, update (its own), or link (one that was attached)
                             * @enum {string}
                             */
                            action: "create" | "update" | "link";
                            /** Format: uuid */
                            uuid: string | null;
                            name: string;
                            description: string;
                            short_name: string;
                            local_identifier: string;
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            customer_name: string;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date: string | null;
                        };
                        credits: {
                            /** @description Decimal credits, such as "1000.00". */
                            before: string | null;
                            /** @description Decimal credits, such as "1000.00". */
                            after: string | null;
                            /** @description Decimal credits, such as "1000.00". */
                            approval_limit: string | null;
                            /** @description Decimal credits, such as "1000.00". */
                            max_credit_limit: string | null;
                            above_approval_limit: boolean;
                            above_max_credit_limit: boolean;
                            unmapped_unit: string | null;
                        };
                        members: {
                            invited: {
                                email: string;
                                role: string;
                            }[];
                            changed: {
                                email: string;
                                role: string;
                            }[];
                            removed: {
                                email: string;
                                role: string;
                            }[];
                            skipped: {
                                email: string;
                                role: string;
                                reason: string;
                            }[];
                        };
                        /** @description What is made on which resource. */
                        machines: {
                            resource: string;
                            resource_name: string;
                            /** @description Nothing is changed there. */
                            is_observed: boolean;
                            /** @description present or blocked */
                            wanted: string;
                            wanted_reason: string;
                            problem: string | null;
                            /** @description Node seconds. */
                            limit_seconds: number;
                            /** @description Volume → size. */
                            quotas: {
                                [key: string]: string;
                            };
                            people: {
                                email: string;
                                short_name: string | null;
                                /** @description Why they are not added at once. */
                                problem: string | null;
                            }[];
                        }[];
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_internal_notes_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        text: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        author_full_name: string;
                        /** Format: uuid */
                        author_uuid: string;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_projects_internal_notes_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The identifier of the managed project */
                identifier: string;
                /** @description The destination of the managed project */
                destination: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    text: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        text: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        author_full_name: string;
                        /** Format: uuid */
                        author_uuid: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_project_audit_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Repeatable. */
                event_type?: string[];
                /** @description Exactly this one. */
                managed_project_identifier?: string;
                /** @description Exactly this one. */
                managed_project_destination?: string;
                /** @description Contains, any case, in identifier, destination, note, action or the name of the award. */
                q?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        identifier: string;
                        destination: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        timestamp: string;
                        /** @enum {string} */
                        event_type: "created" | "approved" | "rejected" | "deleted" | "note_added" | "details_updated" | "project_attached" | "project_detached";
                        /** @description The exact word, such as withdrawn, reopened, refused. */
                        action: string;
                        /** @description AwardDetails at that time. */
                        previous_details: ({
                            name?: string | null;
                            template?: string | null;
                            /** @description The template's key is never shown. */
                            key?: null;
                            description?: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members?: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date?: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date?: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation?: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes?: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains?: string[] | null;
                        } & {
                            [key: string]: unknown;
                        }) | null;
                        /** @description AwardDetails at that time. */
                        new_details: ({
                            name?: string | null;
                            template?: string | null;
                            /** @description The template's key is never shown. */
                            key?: null;
                            description?: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members?: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date?: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date?: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation?: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes?: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains?: string[] | null;
                        } & {
                            [key: string]: unknown;
                        }) | null;
                        performed_by_full_name: string;
                        /** Format: uuid */
                        performed_by_uuid: string;
                        note: string;
                        /** @description In a list, where the details of this entry are, which are too large for it; null where they are here. */
                        details_url: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_project_audit_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Repeatable. */
                event_type?: string[];
                /** @description Exactly this one. */
                managed_project_identifier?: string;
                /** @description Exactly this one. */
                managed_project_destination?: string;
                /** @description Contains, any case, in identifier, destination, note, action or the name of the award. */
                q?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_project_audit_export: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Repeatable. */
                event_type?: string[];
                /** @description Exactly this one. */
                managed_project_identifier?: string;
                /** @description Exactly this one. */
                managed_project_destination?: string;
                /** @description Contains, any case, in identifier, destination, note, action or the name of the award. */
                q?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Between cells: comma (the default), semicolon or tab. */
                separator?: string;
                /** @description true: the file begins with one, by which spreadsheets recognise UTF-8. */
                byte_order_mark?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A line an event. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_managed_project_audit_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        identifier: string;
                        destination: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        timestamp: string;
                        /** @enum {string} */
                        event_type: "created" | "approved" | "rejected" | "deleted" | "note_added" | "details_updated" | "project_attached" | "project_detached";
                        /** @description The exact word, such as withdrawn, reopened, refused. */
                        action: string;
                        /** @description AwardDetails at that time. */
                        previous_details: ({
                            name?: string | null;
                            template?: string | null;
                            /** @description The template's key is never shown. */
                            key?: null;
                            description?: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members?: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date?: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date?: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation?: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes?: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains?: string[] | null;
                        } & {
                            [key: string]: unknown;
                        }) | null;
                        /** @description AwardDetails at that time. */
                        new_details: ({
                            name?: string | null;
                            template?: string | null;
                            /** @description The template's key is never shown. */
                            key?: null;
                            description?: string | null;
                            /** @description E-mail address → role, in the words of the awarding portal. */
                            members?: {
                                [key: string]: string;
                            } | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            start_date?: string | null;
                            /**
                             * Format: date
                             * @description YYYY-MM-DD
                             */
                            end_date?: string | null;
                            /** @description Size and unit, such as "1000 NHR". */
                            allocation?: string | null;
                            breakdown?: {
                                [key: string]: unknown;
                            };
                            award?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            call?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            project_link?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            renewal?: {
                                id?: string;
                                /** Format: uri */
                                url?: string;
                            } & {
                                [key: string]: unknown;
                            };
                            notes?: ({
                                /**
                                 * Format: date-time
                                 * @description RFC 3339, UTC.
                                 */
                                timestamp: string;
                                author: string;
                                text: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                            /**
                             * Format: date-time
                             * @description RFC 3339, UTC.
                             */
                            earliest_approve?: string;
                            /** @enum {string} */
                            membership_control?: "open" | "members_only" | "roles_only" | "locked";
                            /** @description null admits everybody, an empty list nobody. */
                            allowed_domains?: string[] | null;
                        } & {
                            [key: string]: unknown;
                        }) | null;
                        performed_by_full_name: string;
                        /** Format: uuid */
                        performed_by_uuid: string;
                        note: string;
                        /** @description In a list, where the details of this entry are, which are too large for it; null where they are here. */
                        details_url: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_resources_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        resource: string;
                        resource_name: string;
                        /** @description Key of an award's breakdown → volume of the resource. */
                        quota_mapping: {
                            [key: string]: string;
                        };
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_resources_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    resources: {
                        /** @description UUID of a resource. */
                        resource: string;
                        quota_mapping?: {
                            [key: string]: string;
                        };
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        resource: string;
                        resource_name: string;
                        /** @description Key of an award's breakdown → volume of the resource. */
                        quota_mapping: {
                            [key: string]: string;
                        };
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        destination: string;
                        /** @description Node seconds, decimal. */
                        seconds_per_credit: string;
                        volumes: string[];
                        /** @enum {string} */
                        mode: "active" | "observe";
                        is_enabled: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        check: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            checked_at: string | null;
                            /** @description What the check found wrong; null: nothing. */
                            problem: string | null;
                            agents: {
                                name: string;
                                /** @description Portal, Provider, Platform, Instance, Account … */
                                kind: string;
                                version: string;
                                /** @description It and every agent above it, within the last 30 s. */
                                connected: boolean;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                last_updated: string | null;
                            }[];
                            /** @description The agents answer is_user_added. */
                            can_confirm_accounts: boolean;
                            /** @description How many projects of ours the resource has. */
                            projects: number | null;
                        };
                        /** @description How many templates name it. */
                        templates: number;
                        /** @description How many projects have a place on it. */
                        projects: number;
                        /** @description How many of them a person should look at. */
                        needs_attention: number;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    destination: string;
                    /** @description Node seconds; 3600 by default, where a credit is a node hour. */
                    seconds_per_credit?: string | number;
                    volumes?: string[];
                    /**
                     * @description observe, the default, asks and compares and changes nothing.
                     * @enum {string}
                     */
                    mode?: "active" | "observe";
                    /** @description false: nothing is sent to it, not even a question. */
                    is_enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        destination: string;
                        /** @description Node seconds, decimal. */
                        seconds_per_credit: string;
                        volumes: string[];
                        /** @enum {string} */
                        mode: "active" | "observe";
                        is_enabled: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        check: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            checked_at: string | null;
                            /** @description What the check found wrong; null: nothing. */
                            problem: string | null;
                            agents: {
                                name: string;
                                /** @description Portal, Provider, Platform, Instance, Account … */
                                kind: string;
                                version: string;
                                /** @description It and every agent above it, within the last 30 s. */
                                connected: boolean;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                last_updated: string | null;
                            }[];
                            /** @description The agents answer is_user_added. */
                            can_confirm_accounts: boolean;
                            /** @description How many projects of ours the resource has. */
                            projects: number | null;
                        };
                        /** @description How many templates name it. */
                        templates: number;
                        /** @description How many projects have a place on it. */
                        projects: number;
                        /** @description How many of them a person should look at. */
                        needs_attention: number;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        destination: string;
                        /** @description Node seconds, decimal. */
                        seconds_per_credit: string;
                        volumes: string[];
                        /** @enum {string} */
                        mode: "active" | "observe";
                        is_enabled: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        check: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            checked_at: string | null;
                            /** @description What the check found wrong; null: nothing. */
                            problem: string | null;
                            agents: {
                                name: string;
                                /** @description Portal, Provider, Platform, Instance, Account … */
                                kind: string;
                                version: string;
                                /** @description It and every agent above it, within the last 30 s. */
                                connected: boolean;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                last_updated: string | null;
                            }[];
                            /** @description The agents answer is_user_added. */
                            can_confirm_accounts: boolean;
                            /** @description How many projects of ours the resource has. */
                            projects: number | null;
                        };
                        /** @description How many templates name it. */
                        templates: number;
                        /** @description How many projects have a place on it. */
                        projects: number;
                        /** @description How many of them a person should look at. */
                        needs_attention: number;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    destination?: string;
                    /** @description Node seconds; 3600 by default, where a credit is a node hour. */
                    seconds_per_credit?: string | number;
                    volumes?: string[];
                    /**
                     * @description observe, the default, asks and compares and changes nothing.
                     * @enum {string}
                     */
                    mode?: "active" | "observe";
                    /** @description false: nothing is sent to it, not even a question. */
                    is_enabled?: boolean;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        destination: string;
                        /** @description Node seconds, decimal. */
                        seconds_per_credit: string;
                        volumes: string[];
                        /** @enum {string} */
                        mode: "active" | "observe";
                        is_enabled: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        check: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            checked_at: string | null;
                            /** @description What the check found wrong; null: nothing. */
                            problem: string | null;
                            agents: {
                                name: string;
                                /** @description Portal, Provider, Platform, Instance, Account … */
                                kind: string;
                                version: string;
                                /** @description It and every agent above it, within the last 30 s. */
                                connected: boolean;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                last_updated: string | null;
                            }[];
                            /** @description The agents answer is_user_added. */
                            can_confirm_accounts: boolean;
                            /** @description How many projects of ours the resource has. */
                            projects: number | null;
                        };
                        /** @description How many templates name it. */
                        templates: number;
                        /** @description How many projects have a place on it. */
                        projects: number;
                        /** @description How many of them a person should look at. */
                        needs_attention: number;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_unknown_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: {
                            name: string;
                            local_name: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            first_seen: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            last_seen: string;
                        }[];
                        accounts: {
                            short_name: string;
                            local_name: string | null;
                            project: string | null;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            seen_at: string | null;
                        }[];
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_adopt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    projects?: {
                        /** @description Short name on the machine, such as a6a. */
                        name: string;
                        /** @description UUID of a project here without a short name. */
                        project: string;
                    }[];
                    people?: {
                        short_name: string;
                        /** @description UUID of a person here without a short name. */
                        user: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: {
                            name: string;
                            local_name: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            first_seen: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            last_seen: string;
                        }[];
                        accounts: {
                            short_name: string;
                            local_name: string | null;
                            project: string | null;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            seen_at: string | null;
                        }[];
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_resources_check: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        destination: string;
                        /** @description Node seconds, decimal. */
                        seconds_per_credit: string;
                        volumes: string[];
                        /** @enum {string} */
                        mode: "active" | "observe";
                        is_enabled: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        check: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            checked_at: string | null;
                            /** @description What the check found wrong; null: nothing. */
                            problem: string | null;
                            agents: {
                                name: string;
                                /** @description Portal, Provider, Platform, Instance, Account … */
                                kind: string;
                                version: string;
                                /** @description It and every agent above it, within the last 30 s. */
                                connected: boolean;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                last_updated: string | null;
                            }[];
                            /** @description The agents answer is_user_added. */
                            can_confirm_accounts: boolean;
                            /** @description How many projects of ours the resource has. */
                            projects: number | null;
                        };
                        /** @description How many templates name it. */
                        templates: number;
                        /** @description How many projects have a place on it. */
                        projects: number;
                        /** @description How many of them a person should look at. */
                        needs_attention: number;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_machines_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                needs_attention?: boolean;
                /** @description UUID of a resource. */
                resource?: string;
                /** @description present, blocked or absent. */
                wanted?: string;
                /** @description What is wanted is not reached yet. */
                unreached?: boolean;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        resource: string;
                        resource_name: string;
                        /** @enum {string} */
                        state: "needs_attention" | "observed" | "paused" | "being_made" | "being_changed" | "present" | "being_blocked" | "blocked" | "not_made" | "being_removed" | "absent";
                        /** @description The state as a sentence. */
                        state_text: string;
                        /** @enum {string} */
                        wanted: "present" | "blocked" | "absent";
                        wanted_reason: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        wanted_since: string;
                        /** @description In the agents' words. */
                        last_error: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_error_at: string | null;
                        /** @description Failed runs in a row. */
                        tries: number;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        next_try: string | null;
                        needs_attention: boolean;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** Format: uuid */
                        project_uuid: string;
                        project_name: string;
                        short_name: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_machines_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                needs_attention?: boolean;
                /** @description UUID of a resource. */
                resource?: string;
                /** @description present, blocked or absent. */
                wanted?: string;
                /** @description What is wanted is not reached yet. */
                unreached?: boolean;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_machines_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        resource: string;
                        resource_name: string;
                        /** @enum {string} */
                        state: "needs_attention" | "observed" | "paused" | "being_made" | "being_changed" | "present" | "being_blocked" | "blocked" | "not_made" | "being_removed" | "absent";
                        /** @description The state as a sentence. */
                        state_text: string;
                        /** @enum {string} */
                        wanted: "present" | "blocked" | "absent";
                        wanted_reason: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        wanted_since: string;
                        /** @description In the agents' words. */
                        last_error: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_error_at: string | null;
                        /** @description Failed runs in a row. */
                        tries: number;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        next_try: string | null;
                        needs_attention: boolean;
                        wanted_problem: string | null;
                        /** @enum {string} */
                        seen: "unknown" | "absent" | "added" | "present" | "blocked";
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        seen_at: string | null;
                        seen_proof: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        present_since: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        compared_at: string | null;
                        local_name: string | null;
                        limit: {
                            /** @description Node seconds. */
                            granted_seconds: number;
                            /** @description Node seconds. */
                            seen_seconds: number | null;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            seen_at: string | null;
                        };
                        quotas: {
                            /** @description Volume → size. */
                            wanted: {
                                [key: string]: string;
                            };
                            /** @description Volume → size. */
                            seen: {
                                [key: string]: string;
                            };
                        };
                        block: {
                            by: string | null;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            at: string;
                            comment: string;
                        } | null;
                        members: {
                            /** Format: uuid */
                            user: string | null;
                            username: string | null;
                            full_name: string | null;
                            short_name: string | null;
                            /** @description The Unix name on the machine. */
                            local_name: string | null;
                            /** @description An account of the machine that is nobody’s here. */
                            is_unknown: boolean;
                            wanted: boolean;
                            /** @description Why they cannot be added. */
                            problem: string | null;
                            /** @enum {string} */
                            seen: "unknown" | "absent" | "added" | "present";
                            state_text: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            seen_at: string | null;
                            /** @description The instruction whose answer proved it. */
                            seen_proof: string | null;
                        }[];
                        /** @description The commands that an observed resource would get; null where it is active. */
                        would_do: string[] | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_machines_instructions_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        command: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        sent: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        finished: string | null;
                        /** @enum {string|null} */
                        outcome: "complete" | "error" | "unknown" | null;
                        result: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_machines_block: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    comment?: string;
                };
            };
        };
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_machines_unblock: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_machines_check_now: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                uuid: string;
                resource: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this awarding portal. */
                portal?: string;
                /** @description Exactly this offering. */
                offering?: string;
                /** @description UUID of a template. */
                uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        offering: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        provider: string;
                        provider_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        portal: string;
                        /** @description ******** if there is one; never the key. */
                        key: string | null;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        customer_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        shortname: string;
                        offerings: string[];
                        /** @description Empty until resources exist. */
                        offerings_data: unknown[];
                        /** @description Decimal credits, such as "1000.00". */
                        approval_limit: string | null;
                        /** @description Decimal credits, such as "1000.00". */
                        max_credit_limit: string | null;
                        /** @description Unit → how many of them make one credit. */
                        allocation_units_mapping: {
                            [key: string]: string | number;
                        };
                        /** @description Role of the awarding portal → role here. */
                        role_mapping: {
                            [key: string]: unknown;
                        };
                        role_mapping_data: {
                            [key: string]: {
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                description: string;
                            };
                        };
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    offering: string;
                    portal: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    provider: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    customer: string;
                    /** @description Write only; null clears it. */
                    key?: string | null;
                    /** @description A pattern such as a{year}{count}. */
                    shortname: string;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    approval_limit?: string | number | null;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    max_credit_limit?: string | number | null;
                    allocation_units_mapping?: unknown;
                    role_mapping?: unknown;
                    /** @description Resources; none exist here yet. */
                    offerings?: unknown[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        offering: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        provider: string;
                        provider_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        portal: string;
                        /** @description ******** if there is one; never the key. */
                        key: string | null;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        customer_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        shortname: string;
                        offerings: string[];
                        /** @description Empty until resources exist. */
                        offerings_data: unknown[];
                        /** @description Decimal credits, such as "1000.00". */
                        approval_limit: string | null;
                        /** @description Decimal credits, such as "1000.00". */
                        max_credit_limit: string | null;
                        /** @description Unit → how many of them make one credit. */
                        allocation_units_mapping: {
                            [key: string]: string | number;
                        };
                        /** @description Role of the awarding portal → role here. */
                        role_mapping: {
                            [key: string]: unknown;
                        };
                        role_mapping_data: {
                            [key: string]: {
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                description: string;
                            };
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this awarding portal. */
                portal?: string;
                /** @description Exactly this offering. */
                offering?: string;
                /** @description UUID of a template. */
                uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        offering: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        provider: string;
                        provider_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        portal: string;
                        /** @description ******** if there is one; never the key. */
                        key: string | null;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        customer_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        shortname: string;
                        offerings: string[];
                        /** @description Empty until resources exist. */
                        offerings_data: unknown[];
                        /** @description Decimal credits, such as "1000.00". */
                        approval_limit: string | null;
                        /** @description Decimal credits, such as "1000.00". */
                        max_credit_limit: string | null;
                        /** @description Unit → how many of them make one credit. */
                        allocation_units_mapping: {
                            [key: string]: string | number;
                        };
                        /** @description Role of the awarding portal → role here. */
                        role_mapping: {
                            [key: string]: unknown;
                        };
                        role_mapping_data: {
                            [key: string]: {
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                description: string;
                            };
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    offering: string;
                    portal: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    provider: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    customer: string;
                    /** @description Write only; null clears it. */
                    key?: string | null;
                    /** @description A pattern such as a{year}{count}. */
                    shortname: string;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    approval_limit?: string | number | null;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    max_credit_limit?: string | number | null;
                    allocation_units_mapping?: unknown;
                    role_mapping?: unknown;
                    /** @description Resources; none exist here yet. */
                    offerings?: unknown[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        offering: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        provider: string;
                        provider_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        portal: string;
                        /** @description ******** if there is one; never the key. */
                        key: string | null;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        customer_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        shortname: string;
                        offerings: string[];
                        /** @description Empty until resources exist. */
                        offerings_data: unknown[];
                        /** @description Decimal credits, such as "1000.00". */
                        approval_limit: string | null;
                        /** @description Decimal credits, such as "1000.00". */
                        max_credit_limit: string | null;
                        /** @description Unit → how many of them make one credit. */
                        allocation_units_mapping: {
                            [key: string]: string | number;
                        };
                        /** @description Role of the awarding portal → role here. */
                        role_mapping: {
                            [key: string]: unknown;
                        };
                        role_mapping_data: {
                            [key: string]: {
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                description: string;
                            };
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    offering?: string;
                    portal?: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    provider?: string;
                    /**
                     * Format: uri-reference
                     * @description URL of a customer.
                     */
                    customer?: string;
                    /** @description Write only; null clears it. */
                    key?: string | null;
                    /** @description A pattern such as a{year}{count}. */
                    shortname?: string;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    approval_limit?: string | number | null;
                    /** @description Decimal credits; 0 admits none, null is no limit. */
                    max_credit_limit?: string | number | null;
                    allocation_units_mapping?: unknown;
                    role_mapping?: unknown;
                    /** @description Resources; none exist here yet. */
                    offerings?: unknown[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        offering: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        provider: string;
                        provider_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        portal: string;
                        /** @description ******** if there is one; never the key. */
                        key: string | null;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        customer_data: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            url: string;
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            slug: string;
                            native_name: string;
                            abbreviation: string;
                            description: string;
                            email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            projects_count: number;
                            users_count: number;
                            display_name: string;
                            /** @description Always empty here. */
                            organization_groups: unknown[];
                            /** @description Always empty here. */
                            country_name: string;
                            /** @description Always empty here. */
                            default_affiliations: unknown[];
                            /** @description Always empty here. */
                            payment_profiles: unknown[];
                            /** @description Always null here. */
                            customer_credit: string | null;
                            /** @description Always null here. */
                            customer_unallocated_credit: string | null;
                            /** @description Always false here. */
                            has_affiliate_links: boolean;
                            /** @description Always false here. */
                            is_service_provider: boolean;
                            /** @description Always null here. */
                            service_provider: string | null;
                            /** @description Always null here. */
                            service_provider_uuid: string | null;
                            /** @description Always null here. */
                            call_managing_organization_uuid: string | null;
                            /** @description Nothing is billed here. */
                            billing_price_estimate: {
                                total: string;
                                current: string;
                                tax: string;
                                tax_current: string;
                            };
                            /** @description Always false here. */
                            has_active_helpdesk: boolean;
                        };
                        shortname: string;
                        offerings: string[];
                        /** @description Empty until resources exist. */
                        offerings_data: unknown[];
                        /** @description Decimal credits, such as "1000.00". */
                        approval_limit: string | null;
                        /** @description Decimal credits, such as "1000.00". */
                        max_credit_limit: string | null;
                        /** @description Unit → how many of them make one credit. */
                        allocation_units_mapping: {
                            [key: string]: string | number;
                        };
                        /** @description Role of the awarding portal → role here. */
                        role_mapping: {
                            [key: string]: unknown;
                        };
                        role_mapping_data: {
                            [key: string]: {
                                /** Format: uuid */
                                uuid: string;
                                name: string;
                                description: string;
                            };
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_template_delete_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Exactly this. */
                backend_id?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description UUIDs of customers. Repeatable. */
                customer?: string[];
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Contains, any case. */
                customer_name?: string;
                /** @description Contains, any case. */
                customer_native_name?: string;
                /** @description Contains, any case. */
                customer_abbreviation?: string;
                /** @description At this time or later. */
                created?: string;
                /** @description At this time or earlier. */
                created_before?: string;
                /** @description true or false */
                is_removed?: string;
                /** @description false leaves out removed projects. */
                include_terminated?: string;
                /** @description true leaves out projects that have ended. */
                conceal_finished_projects?: string;
                /** @description Whether you are an administrator of it. */
                can_admin?: string;
                /** @description Whether you are a manager of it. */
                can_manage?: string;
                /** @description Names or UUIDs of roles that you have in it or in its customer. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description The same: roles that have ended are gone. */
                user_uuid_with_active_role?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * Format: uri-reference
                     * @description URL of the customer.
                     */
                    customer: string;
                    description?: string;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    start_date?: string | null;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    end_date?: string | null;
                    backend_id?: string;
                    credits?: string | number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Exactly this. */
                backend_id?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description UUIDs of customers. Repeatable. */
                customer?: string[];
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Contains, any case. */
                customer_name?: string;
                /** @description Contains, any case. */
                customer_native_name?: string;
                /** @description Contains, any case. */
                customer_abbreviation?: string;
                /** @description At this time or later. */
                created?: string;
                /** @description At this time or earlier. */
                created_before?: string;
                /** @description true or false */
                is_removed?: string;
                /** @description false leaves out removed projects. */
                include_terminated?: string;
                /** @description true leaves out projects that have ended. */
                conceal_finished_projects?: string;
                /** @description Whether you are an administrator of it. */
                can_admin?: string;
                /** @description Whether you are a manager of it. */
                can_manage?: string;
                /** @description Names or UUIDs of roles that you have in it or in its customer. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description The same: roles that have ended are gone. */
                user_uuid_with_active_role?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /**
                     * Format: uri-reference
                     * @description URL of the customer.
                     */
                    customer: string;
                    description?: string;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    start_date?: string | null;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    end_date?: string | null;
                    backend_id?: string;
                    credits?: string | number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    /**
                     * Format: uri-reference
                     * @description URL of the customer.
                     */
                    customer?: string;
                    description?: string;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    start_date?: string | null;
                    /**
                     * Format: date
                     * @description YYYY-MM-DD
                     */
                    end_date?: string | null;
                    backend_id?: string;
                    credits?: string | number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Exactly this. */
                backend_id?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description UUIDs of customers. Repeatable. */
                customer?: string[];
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Contains, any case. */
                customer_name?: string;
                /** @description Contains, any case. */
                customer_native_name?: string;
                /** @description Contains, any case. */
                customer_abbreviation?: string;
                /** @description At this time or later. */
                created?: string;
                /** @description At this time or earlier. */
                created_before?: string;
                /** @description true or false */
                is_removed?: string;
                /** @description false leaves out removed projects. */
                include_terminated?: string;
                /** @description true leaves out projects that have ended. */
                conceal_finished_projects?: string;
                /** @description Whether you are an administrator of it. */
                can_admin?: string;
                /** @description Whether you are a manager of it. */
                can_manage?: string;
                /** @description Names or UUIDs of roles that you have in it or in its customer. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description The same: roles that have ended are gone. */
                user_uuid_with_active_role?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Exactly this. */
                backend_id?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description UUIDs of customers. Repeatable. */
                customer?: string[];
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Contains, any case. */
                customer_name?: string;
                /** @description Contains, any case. */
                customer_native_name?: string;
                /** @description Contains, any case. */
                customer_abbreviation?: string;
                /** @description At this time or later. */
                created?: string;
                /** @description At this time or earlier. */
                created_before?: string;
                /** @description true or false */
                is_removed?: string;
                /** @description false leaves out removed projects. */
                include_terminated?: string;
                /** @description true leaves out projects that have ended. */
                conceal_finished_projects?: string;
                /** @description Whether you are an administrator of it. */
                can_admin?: string;
                /** @description Whether you are a manager of it. */
                can_manage?: string;
                /** @description Names or UUIDs of roles that you have in it or in its customer. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description The same: roles that have ended are gone. */
                user_uuid_with_active_role?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        short_name: string | null;
                        description: string;
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        customer: string;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        customer_slug: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        start_date: string | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        end_date: string | null;
                        backend_id: string;
                        is_removed: boolean;
                        is_in_grace_period: boolean;
                        project_credit: number | null;
                        /** @description Decimal credits, such as "1000.00". */
                        credits: string | null;
                        customer_native_name: string;
                        customer_abbreviation: string;
                        /** @description How long projects may be tidied up after their end. */
                        customer_grace_period_days: number | null;
                        /**
                         * Format: date
                         * @description YYYY-MM-DD
                         */
                        effective_end_date: string | null;
                        /** @description Always false here. */
                        customer_display_billing_info_in_projects: boolean;
                        /** @description Always null here. */
                        type_name: string | null;
                        /** @description Always null here. */
                        type_uuid: string | null;
                        /** @description Always null here. */
                        end_date_requested_by: string | null;
                        /** @description Always null here. */
                        end_date_updated_at: string | null;
                        /** @description Always empty here. */
                        oecd_fos_2007_label: string;
                        resources_count: number;
                        /** @description Always empty here. */
                        project_metadata: unknown[];
                        /** @description Always null here. */
                        max_service_accounts: number | null;
                        /** @description Always null here. */
                        termination_metadata: Record<string, never> | null;
                        /** @description Always null here. */
                        affiliation: Record<string, never> | null;
                        /** @description Always empty here. */
                        affiliation_name: string;
                        /** @description Always empty here. */
                        affiliation_code: string;
                        /** @description Always empty here. */
                        science_sub_domain_name: string;
                        /** @description Always empty here. */
                        science_sub_domain_code: string;
                        /**
                         * Format: uuid
                         * @description Always the nil UUID here.
                         */
                        science_domain_uuid: string;
                        /** @description Always empty here. */
                        science_domain_name: string;
                        /** @description Always empty here. */
                        science_domain_code: string;
                        /** @description Always empty here. */
                        marketplace_resource_count: Record<string, never>;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_list_users_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID where state is invited.
                         */
                        user_uuid: string;
                        user_username: string;
                        user_full_name: string;
                        user_email: string;
                        /** @description Empty: people have no picture here. */
                        user_image: string;
                        role_name: string;
                        /** Format: uuid */
                        role_uuid: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                        /** @description Empty where an award gave the role. */
                        created_by_full_name: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID likewise.
                         */
                        created_by_uuid: string;
                        /** @enum {string} */
                        state: "member" | "invited";
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_list_users_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_add_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    projects_delete_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_list_users_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID where state is invited.
                         */
                        user_uuid: string;
                        user_username: string;
                        user_full_name: string;
                        user_email: string;
                        /** @description Empty: people have no picture here. */
                        user_image: string;
                        role_name: string;
                        /** Format: uuid */
                        role_uuid: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                        /** @description Empty where an award gave the role. */
                        created_by_full_name: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID likewise.
                         */
                        created_by_uuid: string;
                        /** @enum {string} */
                        state: "member" | "invited";
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_list_users_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_add_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_unmanaged_projects_delete_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Contains, any case. */
                native_name?: string;
                /** @description Contains, any case. */
                abbreviation?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Whether you are an owner of it. */
                owned_by_current_user?: string;
                /** @description Whether you can create projects in it. */
                current_user_has_project_create_permission?: string;
                /** @description Names or UUIDs of roles that you have in it. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        native_name: string;
                        abbreviation: string;
                        description: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        projects_count: number;
                        users_count: number;
                        display_name: string;
                        /** @description Always empty here. */
                        organization_groups: unknown[];
                        /** @description Always empty here. */
                        country_name: string;
                        /** @description Always empty here. */
                        default_affiliations: unknown[];
                        /** @description Always empty here. */
                        payment_profiles: unknown[];
                        /** @description Always null here. */
                        customer_credit: string | null;
                        /** @description Always null here. */
                        customer_unallocated_credit: string | null;
                        /** @description Always false here. */
                        has_affiliate_links: boolean;
                        /** @description Always false here. */
                        is_service_provider: boolean;
                        /** @description Always null here. */
                        service_provider: string | null;
                        /** @description Always null here. */
                        service_provider_uuid: string | null;
                        /** @description Always null here. */
                        call_managing_organization_uuid: string | null;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                        /** @description Always false here. */
                        has_active_helpdesk: boolean;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    native_name?: string;
                    abbreviation?: string;
                    description?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        native_name: string;
                        abbreviation: string;
                        description: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        projects_count: number;
                        users_count: number;
                        display_name: string;
                        /** @description Always empty here. */
                        organization_groups: unknown[];
                        /** @description Always empty here. */
                        country_name: string;
                        /** @description Always empty here. */
                        default_affiliations: unknown[];
                        /** @description Always empty here. */
                        payment_profiles: unknown[];
                        /** @description Always null here. */
                        customer_credit: string | null;
                        /** @description Always null here. */
                        customer_unallocated_credit: string | null;
                        /** @description Always false here. */
                        has_affiliate_links: boolean;
                        /** @description Always false here. */
                        is_service_provider: boolean;
                        /** @description Always null here. */
                        service_provider: string | null;
                        /** @description Always null here. */
                        service_provider_uuid: string | null;
                        /** @description Always null here. */
                        call_managing_organization_uuid: string | null;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                        /** @description Always false here. */
                        has_active_helpdesk: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Exactly this. */
                name_exact?: string;
                /** @description Contains, any case. */
                native_name?: string;
                /** @description Contains, any case. */
                abbreviation?: string;
                /** @description Exactly this. */
                slug?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Whether you are an owner of it. */
                owned_by_current_user?: string;
                /** @description Whether you can create projects in it. */
                current_user_has_project_create_permission?: string;
                /** @description Names or UUIDs of roles that you have in it. Repeatable. */
                current_user_has_role?: string[];
                /** @description UUID of a user with a role in it. */
                user_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        native_name: string;
                        abbreviation: string;
                        description: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        projects_count: number;
                        users_count: number;
                        display_name: string;
                        /** @description Always empty here. */
                        organization_groups: unknown[];
                        /** @description Always empty here. */
                        country_name: string;
                        /** @description Always empty here. */
                        default_affiliations: unknown[];
                        /** @description Always empty here. */
                        payment_profiles: unknown[];
                        /** @description Always null here. */
                        customer_credit: string | null;
                        /** @description Always null here. */
                        customer_unallocated_credit: string | null;
                        /** @description Always false here. */
                        has_affiliate_links: boolean;
                        /** @description Always false here. */
                        is_service_provider: boolean;
                        /** @description Always null here. */
                        service_provider: string | null;
                        /** @description Always null here. */
                        service_provider_uuid: string | null;
                        /** @description Always null here. */
                        call_managing_organization_uuid: string | null;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                        /** @description Always false here. */
                        has_active_helpdesk: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    native_name?: string;
                    abbreviation?: string;
                    description?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        native_name: string;
                        abbreviation: string;
                        description: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        projects_count: number;
                        users_count: number;
                        display_name: string;
                        /** @description Always empty here. */
                        organization_groups: unknown[];
                        /** @description Always empty here. */
                        country_name: string;
                        /** @description Always empty here. */
                        default_affiliations: unknown[];
                        /** @description Always empty here. */
                        payment_profiles: unknown[];
                        /** @description Always null here. */
                        customer_credit: string | null;
                        /** @description Always null here. */
                        customer_unallocated_credit: string | null;
                        /** @description Always false here. */
                        has_affiliate_links: boolean;
                        /** @description Always false here. */
                        is_service_provider: boolean;
                        /** @description Always null here. */
                        service_provider: string | null;
                        /** @description Always null here. */
                        service_provider_uuid: string | null;
                        /** @description Always null here. */
                        call_managing_organization_uuid: string | null;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                        /** @description Always false here. */
                        has_active_helpdesk: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    name?: string;
                    native_name?: string;
                    abbreviation?: string;
                    description?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        slug: string;
                        native_name: string;
                        abbreviation: string;
                        description: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        projects_count: number;
                        users_count: number;
                        display_name: string;
                        /** @description Always empty here. */
                        organization_groups: unknown[];
                        /** @description Always empty here. */
                        country_name: string;
                        /** @description Always empty here. */
                        default_affiliations: unknown[];
                        /** @description Always empty here. */
                        payment_profiles: unknown[];
                        /** @description Always null here. */
                        customer_credit: string | null;
                        /** @description Always null here. */
                        customer_unallocated_credit: string | null;
                        /** @description Always false here. */
                        has_affiliate_links: boolean;
                        /** @description Always false here. */
                        is_service_provider: boolean;
                        /** @description Always null here. */
                        service_provider: string | null;
                        /** @description Always null here. */
                        service_provider_uuid: string | null;
                        /** @description Always null here. */
                        call_managing_organization_uuid: string | null;
                        /** @description Nothing is billed here. */
                        billing_price_estimate: {
                            total: string;
                            current: string;
                            tax: string;
                            tax_current: string;
                        };
                        /** @description Always false here. */
                        has_active_helpdesk: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_list_users_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID where state is invited.
                         */
                        user_uuid: string;
                        user_username: string;
                        user_full_name: string;
                        user_email: string;
                        /** @description Empty: people have no picture here. */
                        user_image: string;
                        role_name: string;
                        /** Format: uuid */
                        role_uuid: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                        /** @description Empty where an award gave the role. */
                        created_by_full_name: string;
                        /**
                         * Format: uuid
                         * @description The nil UUID likewise.
                         */
                        created_by_uuid: string;
                        /** @enum {string} */
                        state: "member" | "invited";
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_list_users_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                search_string?: string;
                /** @description Names or UUIDs of roles. Repeatable. */
                role?: string[];
                /** @description UUID of a user. */
                user?: string;
                /** @description URL of a user. */
                user_url?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_add_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "CUSTOMER.OWNER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001" | "CUSTOMER.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1002";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_update_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "CUSTOMER.OWNER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001" | "CUSTOMER.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1002";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expiration_time: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    customers_delete_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uuid
                     * @description UUID of the user.
                     */
                    user: string;
                    /**
                     * @description The name or UUID of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "CUSTOMER.OWNER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001" | "CUSTOMER.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1002";
                    /**
                     * Format: date-time
                     * @description When the role ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Contains, any case. */
                user_keyword?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                email?: string;
                /** @description User names, comma-separated. */
                username_list?: string;
                /** @description true or false */
                is_staff?: string;
                /** @description true or false */
                is_support?: string;
                /** @description true or false */
                is_active?: string;
                /** @description true or false */
                is_service_account?: string;
                /** @description At this time or later. */
                date_joined?: string;
                /** @description UUID of a customer with a role for them. */
                customer_uuid?: string;
                /** @description UUID of a project with a role for them. */
                project_uuid?: string;
                /** @description Name or UUID of a role in some customer. */
                organization_roles?: string;
                /** @description Name or UUID of a role in some project. */
                project_roles?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Not shown. */
                        ip_address: string | null;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    /** @description Instead of first and last name. */
                    full_name?: string;
                    first_name?: string;
                    last_name?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                    is_staff?: boolean;
                    is_support?: boolean;
                    is_active?: boolean;
                    /** @description An account for a program; cannot change later. */
                    is_service_account?: boolean;
                    /** @description At least 12 characters. Write only. */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Not shown. */
                        ip_address: string | null;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Contains, any case. */
                user_keyword?: string;
                /** @description Contains, any case. */
                username?: string;
                /** @description Contains, any case. */
                full_name?: string;
                /** @description Contains, any case. */
                email?: string;
                /** @description User names, comma-separated. */
                username_list?: string;
                /** @description true or false */
                is_staff?: string;
                /** @description true or false */
                is_support?: string;
                /** @description true or false */
                is_active?: string;
                /** @description true or false */
                is_service_account?: string;
                /** @description At this time or later. */
                date_joined?: string;
                /** @description UUID of a customer with a role for them. */
                customer_uuid?: string;
                /** @description UUID of a project with a role for them. */
                project_uuid?: string;
                /** @description Name or UUID of a role in some customer. */
                organization_roles?: string;
                /** @description Name or UUID of a role in some project. */
                project_roles?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_me_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Where this request came from. */
                        ip_address: string;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                        profile_completeness: {
                            is_complete: boolean;
                            missing_fields: string[];
                            mandatory_fields: string[];
                            enforcement_enabled: boolean;
                        };
                        customer_roles: {
                            /**
                             * Format: uri
                             * @description An absolute URL.
                             */
                            customer: string;
                            /** Format: uuid */
                            customer_uuid: string;
                            customer_name: string;
                            /** @enum {string} */
                            role: "CUSTOMER.OWNER" | "CUSTOMER.MANAGER";
                        }[];
                        /** @description false: signs in with an OpenID provider, or not at all. */
                        has_password: boolean;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_me_count: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Not shown. */
                        ip_address: string | null;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    username: string;
                    /** @description Instead of first and last name. */
                    full_name?: string;
                    first_name?: string;
                    last_name?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                    is_staff?: boolean;
                    is_support?: boolean;
                    is_active?: boolean;
                    /** @description An account for a program; cannot change later. */
                    is_service_account?: boolean;
                    /** @description At least 12 characters. Write only. */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Not shown. */
                        ip_address: string | null;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    username?: string;
                    /** @description Instead of first and last name. */
                    full_name?: string;
                    first_name?: string;
                    last_name?: string;
                    /**
                     * Format: email
                     * @description Empty for none.
                     */
                    email?: string;
                    is_staff?: boolean;
                    is_support?: boolean;
                    is_active?: boolean;
                    /** @description An account for a program; cannot change later. */
                    is_service_account?: boolean;
                    /** @description At least 12 characters. Write only. */
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        username: string;
                        full_name: string;
                        first_name: string;
                        last_name: string;
                        email: string;
                        is_staff: boolean;
                        is_support: boolean;
                        is_active: boolean;
                        /** @description An account of a program: it has tokens, never a password. */
                        is_service_account: boolean;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        is_admin_deactivated: boolean;
                        /** @description Not shown. */
                        ip_address: string | null;
                        permissions: {
                            /** Format: uuid */
                            uuid: string;
                            /** Format: uuid */
                            user_uuid: string;
                            user_name: string;
                            /** @description Always empty here. */
                            user_slug: string;
                            user_username: string;
                            user_email: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            created: string;
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            expiration_time: string | null;
                            created_by_full_name: string;
                            created_by_username: string;
                            /** @description Always null here. */
                            revoked_by_full_name: string | null;
                            /** @description Always null here. */
                            revoked_by_username: string | null;
                            role_name: string;
                            role_description: string;
                            /** Format: uuid */
                            role_uuid: string;
                            /** @description customer or project */
                            scope_type: string | null;
                            /** Format: uuid */
                            scope_uuid: string;
                            scope_name: string;
                            scope_is_removed: boolean;
                            /** Format: uuid */
                            customer_uuid: string | null;
                            customer_name: string | null;
                            /** Format: uuid */
                            project_uuid: string | null;
                            /** @description Always null here. */
                            resource_uuid: string | null;
                        }[];
                        /** @description Always null here. */
                        civil_number: string | null;
                        /** @description Always null here. */
                        token_expires_at: string | null;
                        /** @description Always default here. */
                        registration_method: string;
                        /** @description Always null here. */
                        agreement_date: string | null;
                        /** @description Always null here. */
                        requested_email: string | null;
                        /** @description Always empty here. */
                        identity_provider_name: string;
                        /** @description Always empty here. */
                        identity_provider_label: string;
                        /** @description Always empty here. */
                        identity_provider_management_url: string;
                        /** @description Always empty here. */
                        identity_provider_fields: string[];
                        /** @description Always empty here. */
                        identity_source: string;
                        /** @description Always false here. */
                        should_protect_user_details: boolean;
                        /** @description Always null here. */
                        uid_number: number | null;
                        /** @description Always null here. */
                        primary_gid: number | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roles_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Exactly this. */
                content_type?: string;
                /** @description Every role is active. */
                is_active?: string;
                /** @description Every role is a system role. */
                is_system_role?: string;
                /** @description No role is concealed. */
                include_concealed?: string;
                /** @description Roles are the same for every customer. */
                available_for_customer?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        description: string;
                        /** @description Empty: rights follow from the role. */
                        permissions: string[];
                        is_system_role: boolean;
                        is_active: boolean;
                        /** @description 0 for a caller who may not see everybody. */
                        users_count: number;
                        /** @enum {string} */
                        content_type: "customer" | "project";
                        /** @description Always null here: roles are the same for every customer. */
                        template_uuid: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        template_name: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        customer_uuid: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        customer_name: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roles_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                name?: string;
                /** @description Contains, any case. */
                description?: string;
                /** @description Contains, any case. */
                query?: string;
                /** @description Exactly this. */
                content_type?: string;
                /** @description Every role is active. */
                is_active?: string;
                /** @description Every role is a system role. */
                is_system_role?: string;
                /** @description No role is concealed. */
                include_concealed?: string;
                /** @description Roles are the same for every customer. */
                available_for_customer?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    roles_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        description: string;
                        /** @description Empty: rights follow from the role. */
                        permissions: string[];
                        is_system_role: boolean;
                        is_active: boolean;
                        /** @description 0 for a caller who may not see everybody. */
                        users_count: number;
                        /** @enum {string} */
                        content_type: "customer" | "project";
                        /** @description Always null here: roles are the same for every customer. */
                        template_uuid: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        template_name: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        customer_uuid: string | null;
                        /** @description Always null here: roles are the same for every customer. */
                        customer_name: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description URL of a user. */
                user?: string;
                /** @description UUID of a user. */
                user_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the user.
                     */
                    user: string;
                    shortname?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description URL of a user. */
                user?: string;
                /** @description UUID of a user. */
                user_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_me_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                        /** @description A free name that fits the user name, while there is none. */
                        proposed_shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_me_count: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the user. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the user. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the user; the path says who.
                     */
                    user?: string;
                    shortname?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the user. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the user; the path says who.
                     */
                    user?: string;
                    shortname?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_userinfo_set_shortname_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the user. */
                user: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the user; the path says who.
                     */
                    user?: string;
                    shortname?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        user: string;
                        shortname: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description URL of a project. */
                project?: string;
                /** @description UUID of a project. */
                project_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the project.
                     */
                    project: string;
                    shortname?: string | null;
                    /** @description Null or empty; see the reply. */
                    allowed_destinations?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description URL of a project. */
                project?: string;
                /** @description UUID of a project. */
                project_uuid?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the project; the path says which.
                     */
                    project?: string;
                    shortname?: string | null;
                    /** @description Null or empty; see the reply. */
                    allowed_destinations?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_partial_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the project; the path says which.
                     */
                    project?: string;
                    shortname?: string | null;
                    /** @description Null or empty; see the reply. */
                    allowed_destinations?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_set_shortname_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the project; the path says which.
                     */
                    project?: string;
                    shortname?: string | null;
                    /** @description Null or empty; see the reply. */
                    allowed_destinations?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_projectinfo_set_allowed_destinations_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID of the project. */
                project: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    /**
                     * Format: uri-reference
                     * @description URL of the project; the path says which.
                     */
                    project?: string;
                    shortname?: string | null;
                    /** @description Null or empty; see the reply. */
                    allowed_destinations?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        project: string;
                        /** @description As in a6a; null for none yet. */
                        shortname: string | null;
                        /** @description Always null: the template names the offerings of a project. */
                        allowed_destinations: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_whoami_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        first_name: string;
                        last_name: string;
                        user_name: string;
                        email: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        date_joined: string;
                        organization: string;
                        job_title: string;
                        phone_number: string;
                        /** @description True or False, as text. */
                        is_staff: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_access_for_email_list: {
        parameters: {
            query: {
                /** @description An email, a short name, or a project. */
                q: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string;
                        /** @enum {string} */
                        status: "active" | "inactive" | "invited" | "unknown";
                        short_name: string;
                        /** @description By project identifier, as in a6a.brics. Resources follow with the machines. */
                        projects: {
                            [key: string]: {
                                name: string;
                                resources: {
                                    name: string;
                                    username: string;
                                }[];
                            };
                        };
                        invited_by: string;
                        reason: string;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_project_mapping_retrieve: {
        parameters: {
            query?: {
                /** @description Repeatable. */
                identifier?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            /** Format: uuid */
                            uuid: string;
                            name: string;
                            /** Format: uuid */
                            customer_uuid: string;
                            customer_name: string;
                        } | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_user_mapping_retrieve: {
        parameters: {
            query?: {
                /** @description Repeatable. */
                identifier?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: {
                            /** Format: uuid */
                            uuid: string;
                            full_name: string;
                            email: string;
                            username: string;
                        } | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                email?: string;
                /** @description Exactly this email, in any case. */
                email_exact?: string;
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Exactly this. */
                role_name?: string;
                /** @description UUID of a role. */
                role_uuid?: string;
                /** @description URL of a project or customer. */
                scope?: string;
                /** @description Exactly this. */
                scope_type?: string;
                /** @description Contains, any case. */
                scope_name?: string;
                /** @description Contains, any case. */
                scope_description?: string;
                /** @description Only pending invitations are kept. Repeatable. */
                state?: string[];
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        email: string;
                        /** Format: uuid */
                        role: string;
                        role_name: string;
                        role_description: string;
                        /** Format: uuid */
                        scope_uuid: string;
                        scope_name: string;
                        scope_description: string;
                        /** @description project or customer */
                        scope_type: string | null;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description The year 9999 where it does not expire.
                         */
                        expires: string;
                        /** @enum {string} */
                        state: "pending" | "accepted";
                        /** @enum {string} */
                        execution_state: "OK";
                        error_message: string;
                        created_by_full_name: string;
                        created_by_username: string;
                        /** @description Always null here. */
                        created_by_image: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Format: email */
                    email: string;
                    /**
                     * @description UUID or name of a role, see /api/roles/.
                     * @enum {string}
                     */
                    role: "CUSTOMER.OWNER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1001" | "CUSTOMER.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1002" | "PROJECT.ADMIN" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1003" | "PROJECT.MANAGER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1004" | "PROJECT.MEMBER" | "5c1a7f0e-3c84-4d1e-9a35-0e1f6d5a1005";
                    /**
                     * Format: uri-reference
                     * @description URL of a project or customer.
                     */
                    scope: string;
                    /**
                     * Format: date-time
                     * @description When the invitation, and the role that it becomes, ends.
                     */
                    expiration_time?: string | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        email: string;
                        /** Format: uuid */
                        role: string;
                        role_name: string;
                        role_description: string;
                        /** Format: uuid */
                        scope_uuid: string;
                        scope_name: string;
                        scope_description: string;
                        /** @description project or customer */
                        scope_type: string | null;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description The year 9999 where it does not expire.
                         */
                        expires: string;
                        /** @enum {string} */
                        state: "pending" | "accepted";
                        /** @enum {string} */
                        execution_state: "OK";
                        error_message: string;
                        created_by_full_name: string;
                        created_by_username: string;
                        /** @description Always null here. */
                        created_by_image: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Contains, any case. */
                email?: string;
                /** @description Exactly this email, in any case. */
                email_exact?: string;
                /** @description UUID of a customer. */
                customer_uuid?: string;
                /** @description Exactly this. */
                role_name?: string;
                /** @description UUID of a role. */
                role_uuid?: string;
                /** @description URL of a project or customer. */
                scope?: string;
                /** @description Exactly this. */
                scope_type?: string;
                /** @description Contains, any case. */
                scope_name?: string;
                /** @description Contains, any case. */
                scope_description?: string;
                /** @description Only pending invitations are kept. Repeatable. */
                state?: string[];
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_retrieve: {
        parameters: {
            query?: {
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: uri
                         * @description An absolute URL.
                         */
                        url: string;
                        /** Format: uuid */
                        uuid: string;
                        email: string;
                        /** Format: uuid */
                        role: string;
                        role_name: string;
                        role_description: string;
                        /** Format: uuid */
                        scope_uuid: string;
                        scope_name: string;
                        scope_description: string;
                        /** @description project or customer */
                        scope_type: string | null;
                        /** Format: uuid */
                        customer_uuid: string;
                        customer_name: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description The year 9999 where it does not expire.
                         */
                        expires: string;
                        /** @enum {string} */
                        state: "pending" | "accepted";
                        /** @enum {string} */
                        execution_state: "OK";
                        error_message: string;
                        created_by_full_name: string;
                        created_by_username: string;
                        /** @description Always null here. */
                        created_by_image: string | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    user_invitations_send: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_tokens_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        /**
                         * @description read; review: also decides; admin: everything that its owner may do.
                         * @enum {string}
                         */
                        scope: "read" | "review" | "admin";
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_used: string | null;
                        /**
                         * Format: date-time
                         * @description When it stops working unless its owner signs in; null for a service account.
                         */
                        lapses_at: string | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_tokens_create: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description What it is for. */
                    name: string;
                    /**
                     * @description read; review: also decides; admin: everything that its owner may do.
                     * @enum {string}
                     */
                    scope?: "read" | "review" | "admin";
                    /** @description Days until it expires; 365 by default, null: it has no end. */
                    days?: number | null;
                };
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        name: string;
                        /**
                         * @description read; review: also decides; admin: everything that its owner may do.
                         * @enum {string}
                         */
                        scope: "read" | "review" | "admin";
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expires_at: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_used: string | null;
                        /**
                         * Format: date-time
                         * @description When it stops working unless its owner signs in; null for a service account.
                         */
                        lapses_at: string | null;
                        /** @description Shown only in this reply. */
                        key: string;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_tokens_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
                /** @description UUID of the token. */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_sessions_list: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        uuid: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        created: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        last_used: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        expires: string;
                        /** @description The client IP at sign-in. */
                        address: string;
                        user_agent: string;
                        /** @description Slug of the OpenID provider; null: signed in with a password. */
                        provider: string | null;
                        is_current: boolean;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_sessions_destroy_others: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    users_sessions_destroy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description UUID, with or without dashes. */
                uuid: string;
                session: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    administrative_audit_list: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Exactly this action. */
                action?: string;
                subject_kind?: string;
                /** @description UUID of what was changed. */
                subject_uuid?: string;
                /** @description UUID of who made the change. */
                performed_by_uuid?: string;
                /** @description Contains, any case, in the subject's name or the user name. */
                query?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        timestamp: string;
                        /** Format: uuid */
                        performed_by_uuid: string | null;
                        /** @description Empty if no account made the change, such as the command line. */
                        performed_by_username: string;
                        performed_by_full_name: string;
                        /** @description session, token, sign-in, command line, start, award or schedule. */
                        via: string;
                        /** @description The client IP; empty if the change did not come over the network. */
                        address: string;
                        /** @description Such as person.created. */
                        action: string;
                        /** @enum {string} */
                        subject_kind: "person" | "role" | "customer" | "project" | "token" | "session" | "template" | "settings" | "resource" | "machine";
                        /** Format: uuid */
                        subject_uuid: string | null;
                        subject_name: string;
                        before: {
                            [key: string]: unknown;
                        } | null;
                        after: {
                            [key: string]: unknown;
                        } | null;
                    }[];
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    administrative_audit_count: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Exactly this action. */
                action?: string;
                subject_kind?: string;
                /** @description UUID of what was changed. */
                subject_uuid?: string;
                /** @description UUID of who made the change. */
                performed_by_uuid?: string;
                /** @description Contains, any case, in the subject's name or the user name. */
                query?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
                /** @description Fields to order by; - in front descends. Repeatable, or comma-separated. Unknown names are ignored. */
                o?: string;
                /** @description Only these fields of each object. Repeatable. */
                field?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No response body */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    administrative_audit_export: {
        parameters: {
            query?: {
                /** @description A page number within the paginated result set. */
                page?: number;
                /** @description Number of results to return per page: 10 by default, at most 300. Anything else is read as 10. */
                page_size?: number | string;
                /** @description Exactly this action. */
                action?: string;
                subject_kind?: string;
                /** @description UUID of what was changed. */
                subject_uuid?: string;
                /** @description UUID of who made the change. */
                performed_by_uuid?: string;
                /** @description Contains, any case, in the subject's name or the user name. */
                query?: string;
                /** @description RFC 3339, or a day. */
                timestamp_after?: string;
                /** @description RFC 3339, or a day. */
                timestamp_before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One line per entry. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_fetch_job: {
        parameters: {
            query: {
                job_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_fetch_notification: {
        parameters: {
            query: {
                notification_id: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    openportal_status_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        bridge: "no bridge" | "reachable" | "unreachable" | "not tried yet";
                        /**
                         * Format: uri-reference
                         * @description Empty without a bridge.
                         */
                        url: string;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        reachable_since: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        unreachable_since: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        restarted_at: string | null;
                        /**
                         * Format: date-time
                         * @description 2026-11-23T15:04:05.123456Z
                         */
                        offerings_sent_again_at: string | null;
                        /** @description Our portal's name. */
                        portal: string;
                        signature_version: number | null;
                        /** @description Seconds that the bridge's clock is ahead of ours. */
                        clock_skew_seconds: number | null;
                        offerings: {
                            /** @description What the templates offer. */
                            asked: string[];
                            /** @description What the bridge answered to the last sync. */
                            accepted: string[];
                            /** @description What the bridge holds and no template offers. */
                            foreign: string[];
                            /** @description What templates offer under names that a bridge cannot parse. */
                            left_out: string[];
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            synced: string | null;
                            last_error: {
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                at: string;
                                message: string;
                            } | null;
                        };
                        /** @description By outcome: complete, award_permission, award_pending, award_rejected, unsupported, run, expired, undelivered, finished, lost. */
                        jobs_last_hour: {
                            complete?: number;
                            award_permission?: number;
                            award_pending?: number;
                            award_rejected?: number;
                            unsupported?: number;
                            run?: number;
                            expired?: number;
                            undelivered?: number;
                            finished?: number;
                            lost?: number;
                        } & {
                            [key: string]: number;
                        };
                        oldest_unanswered_job_seconds: number | null;
                        notifications: {
                            last_hour: number;
                            /** @description Stored as they came, ever. */
                            not_understood: number;
                            last_problem: {
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                at: string;
                                message: string;
                            } | null;
                        };
                        outbox: {
                            depth: number;
                            oldest_seconds: number | null;
                            channels: {
                                /** @enum {string} */
                                channel: "bridge";
                                /** @description false: its entries wait until it is. */
                                is_configured: boolean;
                                waiting: number;
                                oldest_seconds: number | null;
                                /** @description Entries that were refused and are tried again. */
                                refused: number;
                                /** @description Failed attempts in a row of this process. */
                                attempts: number;
                                /**
                                 * Format: date-time
                                 * @description 2026-11-23T15:04:05.123456Z
                                 */
                                next_attempt: string | null;
                                last_error: {
                                    /**
                                     * Format: date-time
                                     * @description 2026-11-23T15:04:05.123456Z
                                     */
                                    at: string;
                                    message: string;
                                } | null;
                            }[];
                        };
                        last_error: {
                            /**
                             * Format: date-time
                             * @description 2026-11-23T15:04:05.123456Z
                             */
                            at: string;
                            message: string;
                        } | null;
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    site_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        portal: string;
                        /** @description IANA name, by GATEHOUSE_TIME_ZONE. */
                        time_zone: string;
                        /**
                         * @description What is not sent is stored, and sent when the bridge can be reached.
                         * @enum {string}
                         */
                        notifications: "sent" | "no_bridge" | "bridge_unreachable";
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    overview_retrieve: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        states: {
                            pending: number;
                            approved: number;
                            rejected: number;
                            canceled: number;
                        };
                        pending_by_age: {
                            /** @description under 1 day, 1–3 days … */
                            label: string;
                            count: number;
                        }[];
                        /** @description The last twelve weeks, oldest first. */
                        decisions_by_week: {
                            /**
                             * Format: date
                             * @description The Monday of the week, YYYY-MM-DD.
                             */
                            week: string;
                            approved: number;
                            rejected: number;
                        }[];
                        /** @description Of approved awards, the most first, twenty at most. */
                        credits_by_template: {
                            template: string;
                            offering: string;
                            portal: string;
                            /** @description Decimal credits, such as "1000.00". */
                            credits: string;
                            awards: number;
                        }[];
                    };
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    events_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events, for as long as the stream lasts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description {"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Default Response */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
}
