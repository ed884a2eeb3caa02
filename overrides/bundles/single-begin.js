// Before anything is laid out: scripts run here.
document.documentElement.className = "js";
