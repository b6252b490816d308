// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {AccountPermissions} from "../../../main/solidity/AccountPermissions.sol";
import {IAccountPermissions} from "../../../main/solidity/IAccountPermissions.sol";
import {Vm} from "../Vm.sol";

contract AccountPermissionsTest {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string private constant ORG = "FEDQUORUM";
    string private constant ENODE_ID =
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";

    address private immutable admin = address(0xad);
    address private immutable alice = address(0xa1);
    address private immutable bob = address(0xb0);

    AccountPermissions private permissions;

    /// @dev As the genesis block has it.
    function setUp() public {
        permissions = new AccountPermissions();
        vm.store(address(permissions), 0, bytes32(uint256(1)));
        vm.store(address(permissions), keccak256(abi.encode(0)), bytes32(uint256(uint160(admin))));
        vm.store(address(permissions), keccak256(abi.encode(admin, 1)), bytes32(uint256(2)));
    }

    /* ACCOUNTS */

    function test_ShouldKnowTheAdministratorOfTheGenesisBlock() public view {
        (address account, string memory org, string memory role, uint256 status, bool administers) =
            permissions.getAccountDetailsFromIndex(0);

        vm.assertEq(permissions.getNumberOfAccounts(), 1, "accounts");
        vm.assertEq(account, admin, "account");
        vm.assertEq(keccak256(bytes(org)), keccak256(bytes(ORG)), "organisation");
        vm.assertEq(keccak256(bytes(role)), keccak256("ADMIN"), "role");
        vm.assertEq(status, 2, "status");
        vm.assertTrue(administers, "administers");
        vm.assertTrue(permissions.getNetworkBootStatus(), "booted");
        vm.assertTrue(allowed(admin, address(0)), "may create");
    }

    function test_ShouldRefuseWhoIsNotListed(address stranger, address target) public view {
        vm.assume(stranger != admin);

        vm.assertTrue(!allowed(stranger, target), "refused");
    }

    function test_ShouldLetMembersCallButNotCreate() public {
        assign(alice, "MEMBER");

        vm.assertTrue(allowed(alice, bob), "calls");
        vm.assertTrue(!allowed(alice, address(0)), "does not create");
    }

    function test_ShouldLetCoordinatorsCreate() public {
        assign(alice, "COORDINATOR");

        vm.assertTrue(allowed(alice, address(0)), "creates");
    }

    function test_ShouldReportAnAssignment() public {
        vm.expectEmit(address(permissions));
        emit IAccountPermissions.AccountAccessModified(alice, ORG, "ADMIN", true, 2);
        assign(alice, "ADMIN");
    }

    function test_ShouldListAnAccountOnce() public {
        assign(alice, "MEMBER");
        assign(alice, "COORDINATOR");

        vm.assertEq(permissions.getNumberOfAccounts(), 2, "accounts");
    }

    function test_ShouldSuspendAndActivate() public {
        assign(alice, "MEMBER");

        vm.expectEmit(address(permissions));
        emit IAccountPermissions.AccountStatusChanged(alice, ORG, 4);
        vm.prank(admin);
        permissions.updateAccountStatus(ORG, alice, 1);
        vm.assertTrue(!allowed(alice, bob), "suspended");

        vm.prank(admin);
        permissions.updateAccountStatus(ORG, alice, 2);
        vm.assertTrue(allowed(alice, bob), "active");
    }

    function test_ShouldLetASuspendedAdministratorChangeNothing() public {
        assign(alice, "ADMIN");
        vm.prank(admin);
        permissions.updateAccountStatus(ORG, alice, 1);

        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.NotAdministrator.selector, alice));
        vm.prank(alice);
        permissions.assignAccountRole(bob, ORG, "MEMBER");
    }

    function test_ShouldLetOnlyAnAdministratorAssign(address caller) public {
        vm.assume(caller != admin);

        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.NotAdministrator.selector, caller));
        vm.prank(caller);
        permissions.assignAccountRole(bob, ORG, "MEMBER");
    }

    function test_ShouldLetOnlyAnAdministratorSuspend() public {
        assign(alice, "COORDINATOR");

        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.NotAdministrator.selector, alice));
        vm.prank(alice);
        permissions.updateAccountStatus(ORG, admin, 1);
    }

    function test_ShouldKeepAnAdministratorFromItsOwnRole() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.OwnEntry.selector, admin));
        vm.prank(admin);
        permissions.assignAccountRole(admin, ORG, "MEMBER");
    }

    function test_ShouldKeepAnAdministratorFromItsOwnStatus() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.OwnEntry.selector, admin));
        vm.prank(admin);
        permissions.updateAccountStatus(ORG, admin, 1);
    }

    function test_ShouldRefuseAnotherOrganisation() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.UnknownOrganisation.selector, "OTHER"));
        vm.prank(admin);
        permissions.assignAccountRole(alice, "OTHER", "MEMBER");
    }

    function test_ShouldRefuseAnUnknownRole() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.UnknownRole.selector, "member"));
        vm.prank(admin);
        permissions.assignAccountRole(alice, ORG, "member");
    }

    function test_ShouldRefuseToSuspendAnUnknownAccount() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.UnknownAccount.selector, alice));
        vm.prank(admin);
        permissions.updateAccountStatus(ORG, alice, 1);
    }

    function test_ShouldRefuseAnUnknownAction(uint256 action) public {
        vm.assume(action != 1 && action != 2);
        assign(alice, "MEMBER");

        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.UnknownAction.selector, action));
        vm.prank(admin);
        permissions.updateAccountStatus(ORG, alice, action);
    }

    function test_ShouldSayNothingOfAnUnknownAccount() public view {
        (,,, uint256 status, bool administers) = permissions.getAccountDetails(alice);

        vm.assertEq(status, 0, "status");
        vm.assertTrue(!administers, "administers");
    }

    /* NODES */

    function test_ShouldRefuseANodeThatIsNotListed() public view {
        vm.assertTrue(!permissions.connectionAllowed(ENODE_ID, "127.0.0.1", 30303), "refused");
    }

    function test_ShouldTakeAListedNodeWhereverItCallsFrom() public {
        vm.expectEmit(address(permissions));
        emit IAccountPermissions.NodeApproved(ENODE_ID, "10.0.0.1", 30303, 0, ORG);
        addNode();

        vm.assertTrue(permissions.connectionAllowed(ENODE_ID, "127.0.0.1", 1), "taken");
        vm.assertEq(permissions.getNumberOfNodes(), 1, "nodes");
    }

    function test_ShouldDropAndTakeANodeAgain() public {
        addNode();

        vm.expectEmit(address(permissions));
        emit IAccountPermissions.NodeDeactivated(ENODE_ID, "10.0.0.1", 30303, 0, ORG);
        vm.prank(admin);
        permissions.updateNodeStatus(ORG, ENODE_ID, "", 0, 0, 1);
        vm.assertTrue(!permissions.connectionAllowed(ENODE_ID, "10.0.0.1", 30303), "dropped");

        vm.prank(admin);
        permissions.updateNodeStatus(ORG, ENODE_ID, "", 0, 0, 2);
        vm.assertTrue(permissions.connectionAllowed(ENODE_ID, "10.0.0.1", 30303), "taken");
    }

    function test_ShouldListANodeOnce() public {
        addNode();
        addNode();

        vm.assertEq(permissions.getNumberOfNodes(), 1, "nodes");
    }

    function test_ShouldLetOnlyAnAdministratorListNodes() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.NotAdministrator.selector, alice));
        vm.prank(alice);
        permissions.addNode(ORG, ENODE_ID, "10.0.0.1", 30303, 0);
    }

    function test_ShouldLetOnlyAnAdministratorDropNodes() public {
        addNode();

        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.NotAdministrator.selector, alice));
        vm.prank(alice);
        permissions.updateNodeStatus(ORG, ENODE_ID, "", 0, 0, 1);
    }

    function test_ShouldRefuseToDropAnUnknownNode() public {
        vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.UnknownNode.selector, ENODE_ID));
        vm.prank(admin);
        permissions.updateNodeStatus(ORG, ENODE_ID, "", 0, 0, 1);
    }

    function test_ShouldRefuseAMalformedEnodeId() public {
        string[3] memory malformed = ["", "00", string.concat("G", substring(ENODE_ID))];
        for (uint256 i = 0; i < malformed.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IAccountPermissions.MalformedEnodeId.selector, malformed[i]));
            vm.prank(admin);
            permissions.addNode(ORG, malformed[i], "10.0.0.1", 30303, 0);
        }
    }

    /* WHAT GOQUORUM READS BESIDES */

    function test_ShouldHaveThreeRolesInOneOrganisation() public {
        (string memory member,, uint256 access,, bool administers, bool active) =
            permissions.getRoleDetailsFromIndex(2);
        (,,,, uint256 known) = permissions.getOrgDetails(ORG);
        (,,,, uint256 unknown) = permissions.getOrgDetails("OTHER");

        vm.assertEq(permissions.getNumberOfRoles(), 3, "roles");
        vm.assertEq(keccak256(bytes(member)), keccak256("MEMBER"), "role");
        vm.assertEq(access, 5, "pays and calls");
        vm.assertTrue(!administers && active, "no administrator");
        vm.assertEq(permissions.getNumberOfOrgs(), 1, "organisations");
        vm.assertEq(known, 2, "approved");
        vm.assertEq(unknown, 0, "unknown");
        vm.expectRevert();
        permissions.getRoleDetailsFromIndex(3);
    }

    /* HELPERS */

    function allowed(address sender, address target) private view returns (bool) {
        return permissions.transactionAllowed(sender, target, 0, 0, 21_000, "");
    }

    function assign(address account, string memory role) private {
        vm.prank(admin);
        permissions.assignAccountRole(account, ORG, role);
    }

    function addNode() private {
        vm.prank(admin);
        permissions.addNode(ORG, ENODE_ID, "10.0.0.1", 30303, 0);
    }

    /// @dev All but the first character.
    function substring(string memory text) private pure returns (string memory) {
        bytes memory all = bytes(text);
        bytes memory rest = new bytes(all.length - 1);
        for (uint256 i = 1; i < all.length; ++i) {
            rest[i - 1] = all[i];
        }
        return string(rest);
    }
}
