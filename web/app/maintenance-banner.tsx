import { useMaintenance } from '../api/site.ts';

/** Says that nothing can be changed at present, with the words of the operator. */
export function MaintenanceBanner() {
  const maintenance = useMaintenance();
  return (
    <div role="status">
      {maintenance !== null && (
        <p className="maintenance-banner">
          <strong>Maintenance.</strong> Everything can be read; nothing can be changed until it
          ends. {maintenance.message}
        </p>
      )}
    </div>
  );
}
