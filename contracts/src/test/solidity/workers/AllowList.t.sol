// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

import {IWorkerRegistry} from "../../../main/solidity/IWorkerRegistry.sol";
import {Fixture} from "../Fixture.sol";

contract AllowListTest is Fixture {
    function setUp() public override {
        super.setUp();
        vm.prank(admin);
        workers.setApprovalRequired(true);
    }

    function test_ShouldApproveBeforeJoining() public {
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerApproved(alice);
        approve(alice);
        vm.assertTrue(workers.worker(alice).approved, "approved");
        vm.assertTrue(!workers.isActive(alice), "not a member yet");

        join(alice, MIN_STAKE);
        vm.assertTrue(workers.isActive(alice), "active");
        vm.assertEq(workers.workerCount(), 1, "workerCount");
    }

    function test_ShouldRefuseToJoinWithoutApproval() public {
        vm.deal(alice, MIN_STAKE);
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.NotApproved.selector, alice));
        vm.prank(alice);
        workers.join{value: MIN_STAKE}(PROFILE);
    }

    function test_ShouldDeactivateAMemberThatIsRevoked() public {
        approve(alice);
        join(alice, MIN_STAKE);

        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerRevoked(alice);
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerDeactivated(alice, 0);
        revoke(alice);

        vm.assertTrue(!workers.worker(alice).approved, "approved");
        vm.assertTrue(!workers.isActive(alice), "active");
        vm.assertEq(workers.workerCount(), 0, "workerCount");
    }

    function test_ShouldActivateAMemberThatIsApprovedAgain() public {
        approve(alice);
        join(alice, MIN_STAKE);
        revoke(alice);

        vm.expectEmit(address(workers));
        emit IWorkerRegistry.WorkerActivated(alice, 1);
        approve(alice);

        vm.assertTrue(workers.isActive(alice), "active");
    }

    function test_ShouldCountAMemberOnceHoweverOftenItIsApproved() public {
        approve(alice);
        join(alice, MIN_STAKE);
        approve(alice);
        approve(alice);

        vm.assertEq(workers.workerCount(), 1, "workerCount");
    }

    function test_ShouldLetARevokedMemberTakeItsStake() public {
        approve(alice);
        join(alice, MIN_STAKE);
        revoke(alice);

        vm.prank(alice);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(alice);
        workers.withdraw();

        vm.assertEq(alice.balance, MIN_STAKE, "balance");
    }

    function test_ShouldKeepApprovalAcrossMembership() public {
        approve(alice);
        join(alice, MIN_STAKE);
        vm.prank(alice);
        workers.leave();
        vm.warp(vm.getBlockTimestamp() + COOLDOWN);
        vm.prank(alice);
        workers.withdraw();

        join(alice, MIN_STAKE);
        vm.assertTrue(workers.isActive(alice), "active");
    }

    function test_ShouldNotAskForApprovalWhenSwitchedOff() public {
        vm.expectEmit(address(workers));
        emit IWorkerRegistry.ApprovalRequiredSet(false);
        vm.prank(admin);
        workers.setApprovalRequired(false);

        join(alice, MIN_STAKE);
        vm.assertTrue(workers.isActive(alice), "active");
    }

    function test_ShouldKeepActiveMembersWhenSwitchedOnUntilTheyAreRevoked() public {
        vm.prank(admin);
        workers.setApprovalRequired(false);
        join(alice, MIN_STAKE);
        vm.prank(admin);
        workers.setApprovalRequired(true);
        vm.assertTrue(workers.isActive(alice), "still active");

        revoke(alice);
        vm.assertTrue(!workers.isActive(alice), "revoked");
        vm.assertEq(workers.workerCount(), 0, "workerCount");
    }

    function test_ShouldIgnoreRevocationWhileApprovalIsNotRequired() public {
        vm.prank(admin);
        workers.setApprovalRequired(false);
        join(alice, MIN_STAKE);

        revoke(alice);
        vm.assertTrue(workers.isActive(alice), "active");
    }

    function test_ShouldTakeAFullBatch() public {
        address[] memory batch = new address[](workers.MAX_BATCH());
        for (uint256 i = 0; i < batch.length; ++i) {
            batch[i] = address(uint160(1 + i));
        }
        vm.prank(admin);
        workers.approve(batch);
        vm.assertTrue(workers.worker(batch[batch.length - 1]).approved, "last");

        vm.prank(admin);
        workers.revoke(batch);
        vm.assertTrue(!workers.worker(batch[batch.length - 1]).approved, "last");
    }

    function test_ShouldRefuseToApproveTooMany() public {
        uint256 maximum = workers.MAX_BATCH();
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.BatchTooLarge.selector, maximum + 1, maximum));
        vm.prank(admin);
        workers.approve(new address[](maximum + 1));
    }

    function test_ShouldRefuseToRevokeTooMany() public {
        uint256 maximum = workers.MAX_BATCH();
        vm.expectRevert(abi.encodeWithSelector(IWorkerRegistry.BatchTooLarge.selector, maximum + 1, maximum));
        vm.prank(admin);
        workers.revoke(new address[](maximum + 1));
    }

    function test_ShouldLetOnlyTheAdminApprove(address caller) public {
        vm.assume(caller != admin);
        expectMissingRole(caller, 0);
        vm.prank(caller);
        workers.approve(listOf(alice));
    }

    function test_ShouldLetOnlyTheAdminRevoke(address caller) public {
        vm.assume(caller != admin);
        expectMissingRole(caller, 0);
        vm.prank(caller);
        workers.revoke(listOf(alice));
    }

    function test_ShouldLetOnlyTheAdminSwitchTheAllowList(address caller) public {
        vm.assume(caller != admin);
        expectMissingRole(caller, 0);
        vm.prank(caller);
        workers.setApprovalRequired(false);
    }

    function approve(address worker) private {
        vm.prank(admin);
        workers.approve(listOf(worker));
    }

    function revoke(address worker) private {
        vm.prank(admin);
        workers.revoke(listOf(worker));
    }
}
